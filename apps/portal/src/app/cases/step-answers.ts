import type { EvidenceField } from '@trustward/chain';
import { LINE_MAX_LENGTH, NOTE_MAX_LENGTH, PHONE } from '@trustward/chain';
import type { CaseTask, DutyDone } from '@trustward/contracts';
import * as z from 'zod';
import { dayAndTime, fromWall, toWall } from '../shared/london-time.ts';

/** What is typed into a step's form: text throughout, but for what is attested. */
const stepAnswers = z.object({
  outcome: z.string(),
  when: z.string(),
  wall: z.string(),
  evidence: z.record(z.string(), z.string()),
  attested: z.record(z.string(), z.boolean()),
});
export type StepAnswers = z.infer<typeof stepAnswers>;

/** Whether the step's own form asks for a time; if so, that is when it happened. */
export const asksTime = (task: CaseTask): boolean =>
  task.form.evidence.some(({ kind }) => kind === 'instant');

export const emptyAnswers = (task: CaseTask, now: number): StepAnswers => ({
  outcome: '',
  when: 'now',
  wall: toWall(now),
  // A time is nearly always a moment ago, and is shown again before it is recorded.
  evidence: Object.fromEntries(
    task.form.evidence
      .filter(({ kind }) => kind !== 'attest')
      .map(({ id, kind }) => [id, kind === 'instant' ? toWall(now) : '']),
  ),
  attested: Object.fromEntries(
    task.form.evidence.filter(({ kind }) => kind === 'attest').map(({ id }) => [id, false]),
  ),
});

/** Whether a person has put anything in that would be a loss. A time stands there by itself. */
export const anythingTyped = ({ outcome, evidence, attested }: StepAnswers): boolean =>
  outcome !== '' ||
  Object.values(attested).includes(true) ||
  Object.values(evidence).some((value) => value.trim() !== '' && fromWall(value) === null);

/** What was kept on the device, laid over the form of today's step. */
export function keptAnswers(kept: unknown, empty: StepAnswers): StepAnswers {
  const found = stepAnswers.safeParse(kept);
  if (!found.success) return empty;
  return {
    ...found.data,
    evidence: { ...empty.evidence, ...found.data.evidence },
    attested: { ...empty.attested, ...found.data.attested },
  };
}

function fieldRule(field: EvidenceField, now: () => number): z.ZodType {
  if (field.kind === 'attest') {
    return field.required ? z.literal(true, `Tick to confirm “${field.label}”`) : z.boolean();
  }
  if (field.kind === 'choice') {
    const options = Object.keys(field.options);
    return z.enum(field.required ? options : ['', ...options], `Answer “${field.label}”`);
  }
  const longest = field.kind === 'note' ? NOTE_MAX_LENGTH : LINE_MAX_LENGTH;
  const line = z.string().trim().max(longest, `“${field.label}” must be ${longest} characters or fewer`);
  const asked = field.required ? line.min(1, `Fill in “${field.label}”`) : line;
  if (field.kind === 'phone') {
    const dialled = (number: string): boolean => number === '' || PHONE.test(number);
    return asked.refine(dialled, `“${field.label}” must be a telephone number, like 01632 960 100`);
  }
  if (field.kind !== 'instant') return asked;
  const past = (wall: string): boolean =>
    wall === '' || (fromWall(wall) ?? Number.POSITIVE_INFINITY) <= now();
  return asked.refine(past, `“${field.label}” must be a time in the past`);
}

const record = (task: CaseTask, attest: boolean, now: () => number) =>
  z.object(
    Object.fromEntries(
      task.form.evidence
        .filter(({ kind }) => (kind === 'attest') === attest)
        .map((field) => [field.id, fieldRule(field, now)]),
    ),
  );

/** What a step asks, as rules: made from the chain's own evidence fields. */
export const stepRules = (task: CaseTask, now: () => number) =>
  z
    .object({
      outcome: task.form.outcomes.length ? z.string().min(1, 'Choose an outcome') : z.string(),
      when: z.enum(['now', 'earlier'], 'Choose when it happened'),
      wall: z.string(),
      evidence: record(task, false, now),
      attested: record(task, true, now),
    })
    .superRefine(({ when, wall }, context) => {
      const at = when === 'earlier' ? fromWall(wall) : 0;
      if (at === null || at > now()) {
        context.addIssue({ code: 'custom', path: ['wall'], message: 'Enter a time in the past' });
      }
    });

const MINUTE = 60_000;

/** A wall clock says minutes: one in the very minute of awareness means after it, not before. */
function instantOf(wall: string, awareAt: number): string {
  const at = fromWall(wall) ?? awareAt;
  return new Date(at < awareAt && awareAt - at < MINUTE ? awareAt : at).toISOString();
}

function valueOf(field: EvidenceField, answers: StepAnswers, awareAt: number): string | boolean | undefined {
  if (field.kind === 'attest') return answers.attested[field.id] ? true : undefined;
  const value = answers.evidence[field.id]?.trim() ?? '';
  if (value === '') return undefined;
  return field.kind === 'instant' ? instantOf(value, awareAt) : value;
}

/** The message the API takes. Called only with answers that passed the rules. */
export function toDone(task: CaseTask, answers: StepAnswers, eventId: string, awareAt: number): DutyDone {
  const given = task.form.evidence.flatMap((field) => {
    const value = valueOf(field, answers, awareAt);
    return value === undefined ? [] : [[field.id, value] as const];
  });
  return {
    eventId,
    version: task.version,
    ...(answers.outcome ? { outcome: answers.outcome } : {}),
    ...(answers.when === 'earlier' ? { happenedAt: instantOf(answers.wall, awareAt) } : {}),
    evidence: Object.fromEntries(given),
  };
}

/** Question and answer, to be checked before it is recorded. */
export function recordedLines(task: CaseTask, answers: StepAnswers, now: number) {
  const outcome = task.form.outcomes.find(({ code }) => code === answers.outcome)?.label;
  const happened = answers.when === 'earlier' ? fromWall(answers.wall) : null;
  return [
    ...(outcome ? [{ label: 'Outcome', value: outcome }] : []),
    ...task.form.evidence.map((field) => ({ label: field.label, value: inWords(field, answers, now) })),
    ...(asksTime(task)
      ? []
      : [{ label: 'When', value: happened === null ? 'Just now' : dayAndTime(happened, now) }]),
  ];
}

function inWords(field: EvidenceField, answers: StepAnswers, now: number): string {
  if (field.kind === 'attest') return answers.attested[field.id] ? 'Confirmed' : 'Not confirmed';
  const value = answers.evidence[field.id] ?? '';
  if (value === '') return 'Not given';
  if (field.kind === 'choice') return field.options[value] ?? value;
  return field.kind === 'instant' ? dayAndTime(fromWall(value) ?? 0, now) : value;
}
