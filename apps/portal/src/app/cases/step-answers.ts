import type { EvidenceField } from '@trustward/chain';
import type { CaseTask } from '@trustward/contracts';
import * as z from 'zod';
import { fromWall, toWall } from '../shared/london-time.ts';

/** What is typed into a step's form: text throughout, but for what is ticked. */
export const stepAnswers = z.object({
  outcome: z.string(),
  when: z.string(),
  wall: z.string(),
  /** The reason for which the step is done without the agreement that it needs; empty where that is asked for. */
  emergency: z.string().default(''),
  evidence: z.record(z.string(), z.string()),
  attested: z.record(z.string(), z.boolean()),
});
export type StepAnswers = z.infer<typeof stepAnswers>;

/** The name of the second question about a contact: for advice, or to refer. No field has a name like it. */
export const contactAs = (field: EvidenceField): string => `${field.id}-as`;
/** The name of one box of a list. */
export const boxOf = (field: EvidenceField, code: string): string => `${field.id}-${code}`;

/** Of a field to choose from, what there is to choose: its own answers, or those that come beside it. */
export const choicesOf = ({ form }: Pick<CaseTask, 'form'>, field: EvidenceField) =>
  'options' in field
    ? Object.entries(field.options).map(([code, label]) => ({ code, label }))
    : (form.answers[field.id] ?? []);

/** The fields that are asked where a step ends like this. */
export const askedFields = ({ form }: Pick<CaseTask, 'form'>, outcome: string): EvidenceField[] =>
  form.evidence.filter(({ onlyFor }) => onlyFor === undefined || onlyFor.includes(outcome));

/** Whether the step's own form asks for a time; if so, that is when it happened. */
export const asksTime = (task: CaseTask): boolean =>
  task.form.evidence.some(({ kind }) => kind === 'instant');

export function emptyAnswers(task: CaseTask, now: number): StepAnswers {
  const { evidence } = task.form;
  return {
    outcome: '',
    when: 'now',
    wall: toWall(now),
    emergency: '',
    evidence: Object.fromEntries(evidence.flatMap((field) => emptyText(field, now))),
    attested: Object.fromEntries(evidence.flatMap(emptyBoxes)),
  };
}

function emptyText(field: EvidenceField, now: number): [string, string][] {
  if (field.kind === 'attest' || field.kind === 'choices') return [];
  if (field.kind === 'contact') {
    return [
      [field.id, ''],
      [contactAs(field), ''],
    ];
  }
  // A time is nearly always a moment ago, and is shown again before it is recorded.
  return [[field.id, field.kind === 'instant' && field.required ? toWall(now) : '']];
}

function emptyBoxes(field: EvidenceField): [string, boolean][] {
  if (field.kind === 'attest') return [[field.id, false]];
  if (field.kind !== 'choices') return [];
  return Object.keys(field.options).map((code) => [boxOf(field, code), false]);
}

/** Whether a person has put anything in that would be a loss. A time stands there by itself. */
export const anythingTyped = ({ outcome, evidence, attested }: StepAnswers): boolean =>
  outcome !== '' ||
  Object.values(attested).includes(true) ||
  Object.values(evidence).some((value) => value.trim() !== '' && fromWall(value) === null);

/**
 * What of a form is worth keeping; null where nobody touched it. A time that stood there of itself is none of it: when
 * the form is opened again it would be false, and nobody would have said it.
 */
export function worthKeeping(written: StepAnswers, blank: StepAnswers): StepAnswers | null {
  const evidence = changedIn(written.evidence, blank.evidence);
  const attested = changedIn(written.attested, blank.attested);
  const isTouched =
    written.outcome !== blank.outcome ||
    written.when !== blank.when ||
    written.emergency !== blank.emergency ||
    Object.keys(evidence).length + Object.keys(attested).length > 0;
  return isTouched ? { ...written, evidence, attested } : null;
}

const changedIn = <T>(written: Record<string, T>, blank: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(written).filter(([id, value]) => value !== blank[id]));

/** What was kept on the device, laid over the form of today's step. */
export function keptAnswers(kept: unknown, empty: StepAnswers): StepAnswers {
  const found = stepAnswers.safeParse(kept);
  if (!found.success) return empty;
  return {
    ...found.data,
    wall: found.data.when === 'earlier' ? found.data.wall : empty.wall,
    evidence: { ...empty.evidence, ...found.data.evidence },
    attested: { ...empty.attested, ...found.data.attested },
  };
}

/** The codes ticked of a list. */
export const ticked = (field: EvidenceField, { attested }: StepAnswers): string[] =>
  field.kind === 'choices'
    ? Object.keys(field.options).filter((code) => attested[boxOf(field, code)] === true)
    : [];
