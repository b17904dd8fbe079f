import { type ReportForm, YEARS_OF_PHASE, YEAR_GROUPS, concernReport } from '@trustward/contracts';
import * as z from 'zod';
import { byWhen, clockTime, fromWall } from '../shared/london-time.ts';
import type { Draft } from './draft.ts';

export interface Question {
  readonly key: string;
  /** The fields it asks, by the names of their controls. */
  readonly fields: readonly string[];
}

/** One question per page, in the order of the form; the chain's own facts between the child and the account. */
export const questionsOf = (asked: ReportForm): Question[] => [
  { key: 'about', fields: ['about'] },
  { key: 'child', fields: ['schoolId', 'childName', 'yearGroup'] },
  ...asked.questions.map(({ fact }) => ({ key: `fact:${fact}`, fields: [fact] })),
  { key: 'account', fields: ['account'] },
  { key: 'aware', fields: ['aware', 'awareWall'] },
];

const contract = concernReport.shape;

/** What every answer must be: the contract's own fields, and the questions only this form asks. */
export const draftRules = (asked: ReportForm, now: () => number) =>
  z
    .object({
      about: z.enum(['child', 'adult'], 'Choose who the concern is about'),
      schoolId: z.string().min(1, 'Choose the school'),
      childName: contract.childName,
      yearGroup: contract.yearGroup,
      account: contract.account,
      facts: z.object(
        Object.fromEntries(
          asked.questions.map((question) => [
            question.fact,
            z.enum(question.options.map(({ code }) => code) as [string, ...string[]], 'Choose an answer'),
          ]),
        ),
      ),
      aware: z.enum(['now', 'earlier'], 'Choose when you became aware'),
      awareWall: z.string(),
    })
    .superRefine(({ aware, awareWall }, context) => {
      if (aware !== 'earlier') return;
      const at = fromWall(awareWall);
      const message = at === null ? 'Enter the date and time' : ahead(at, now());
      if (message) context.addIssue({ code: 'custom', path: ['awareWall'], message });
    });

/** The time is said: the clock that the person looks at may be wrong. */
const ahead = (at: number, now: number): string | null =>
  at > now ? `The time must be in the past. It is ${clockTime(now)} now` : null;

export const ABOUT_CHOICES = [
  { code: 'child', label: 'A child' },
  {
    code: 'adult',
    label: 'An adult who works or volunteers here',
    hint: 'This goes by phone, past everyone here.',
  },
];

export const awareChoices = (startedAt: number, now: number) => [
  { code: 'now', label: 'Just now', hint: `We record ${byWhen(startedAt, now)}, when you began.` },
  { code: 'earlier', label: 'Earlier' },
];

/** Those of the school; one that was chosen before the school was stays, for its writer to see. */
export function yearChoices(
  { schoolId, yearGroup }: Pick<Draft, 'schoolId' | 'yearGroup'>,
  schools: ReportForm['schools'],
) {
  const phase = schools.find(({ id }) => id === schoolId)?.phase ?? 'all';
  const had: readonly string[] = [...YEARS_OF_PHASE[phase], yearGroup];
  return YEAR_GROUPS.filter((year) => had.includes(year)).map((year) => ({ code: year, label: year }));
}
