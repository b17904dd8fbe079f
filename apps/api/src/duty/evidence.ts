import { LINE_MAX_LENGTH, NOTE_MAX_LENGTH, PHONE } from '@trustward/chain';
import type { EvidenceField, Instant, Step } from '@trustward/chain';
import { instant } from '@trustward/contracts';
import type { DutyDone } from '@trustward/contracts';
import { BadRequest, RuleRefused } from '../platform/problems.ts';

type Answer = string | boolean;

/** What was supplied for a step, read by the step's own fields. */
export interface Evidence {
  /** Ids of the fields that were answered; a blank is no answer, nor is a box left unticked. */
  readonly supplied: readonly string[];
  readonly words: Readonly<Record<string, Answer>>;
  /** The time it says the thing happened, where the step asks. */
  readonly happenedAt: Instant | null;
  /** Whether the step has a field of its own for that time. */
  readonly asksWhen: boolean;
}

/** Why an answer does not fit its field, or null when it does. */
const MISFITS: Readonly<
  Record<EvidenceField['kind'], (answer: Answer, field: EvidenceField) => string | null>
> = {
  line: (answer) => tooLong(answer, LINE_MAX_LENGTH),
  note: (answer) => tooLong(answer, NOTE_MAX_LENGTH),
  phone: (answer) =>
    typeof answer === 'string' && PHONE.test(answer.trim())
      ? null
      : 'must be a telephone number, like 01632 960 100',
  instant: (answer) => (instant.safeParse(answer).success ? null : 'must be a date and a time'),
  choice: (answer, field) =>
    field.kind === 'choice' && typeof answer === 'string' && Object.hasOwn(field.options, answer)
      ? null
      : 'must be one of the answers offered',
  choices: (answer, field) =>
    field.kind === 'choices' && codesOf(answer).every((code) => Object.hasOwn(field.options, code))
      ? null
      : 'must be some of the answers offered',
  attest: (answer) => (typeof answer === 'boolean' ? null : 'must be ticked or not'),
  attachment: () => 'cannot be sent yet: write where it is kept in another field',
  reference: (answer) => tooLong(answer, LINE_MAX_LENGTH),
  contact: (answer) => tooLong(answer, LINE_MAX_LENGTH),
  fact: (answer) => (typeof answer === 'string' ? null : 'must be one of the answers offered'),
  date: (answer) => (instant.safeParse(answer).success ? null : 'must be a date and a time'),
  appoint: () => 'cannot be named here yet',
};

/** Several answers travel as their codes with commas between. */
const codesOf = (answer: Answer): string[] => (typeof answer === 'string' ? answer.split(',') : ['']);

function tooLong(answer: Answer, most: number): string | null {
  if (typeof answer !== 'string') return 'must be words';
  return answer.length > most ? `must be ${most} characters or fewer` : null;
}

const isAnswered = (answer: Answer): boolean => (typeof answer === 'string' ? answer.trim() !== '' : answer);

/** In case time: before a concern was known nothing was done about it, and nothing yet after the present. */
export interface Period {
  readonly awareAt: Instant;
  readonly now: Instant;
}

/** Reads what a person filled in by the fields of the step; throws what is wrong with each, by its label. */
export function readEvidence(step: Step, given: DutyDone['evidence'], period: Period): Evidence {
  const fields = new Map(step.evidence.map((field) => [field.id, field]));
  const answered = Object.entries(given).filter(([, answer]) => isAnswered(answer));
  const mistakes = Object.keys(given)
    .filter((id) => !fields.has(id))
    .map((id) => ({ field: `evidence.${id}`, reason: `“${step.title}” does not ask for this` }));
  for (const [id, answer] of answered) {
    const field = fields.get(id);
    const misfit = field === undefined ? null : MISFITS[field.kind](answer, field);
    if (field !== undefined && misfit !== null) {
      mistakes.push({ field: `evidence.${id}`, reason: `“${field.label}” ${misfit}` });
    }
  }
  const [first] = mistakes;
  if (first !== undefined) throw new BadRequest(`${first.reason}.`, mistakes);
  for (const [id, answer] of answered) refuseMistimed(fields.get(id), answer, period);
  return {
    supplied: answered.map(([id]) => id),
    words: Object.fromEntries(
      answered.map(([id, answer]) => [id, typeof answer === 'string' ? answer.trim() : answer]),
    ),
    happenedAt: happenedAt(step, Object.fromEntries(answered)),
    asksWhen: step.evidence.some(({ kind }) => kind === 'instant'),
  };
}

/** Every time that a step asks for is held to what the reducer holds the first of them to. */
function refuseMistimed(field: EvidenceField | undefined, answer: Answer, { awareAt, now }: Period): void {
  if (field?.kind !== 'instant') return;
  const refuse = (rule: string, why: string) => {
    const reason = `“${field.label}” ${why}`;
    throw new RuleRefused(rule, `${reason}.`, [{ field: `evidence.${field.id}`, reason }]);
  };
  const at = Date.parse(String(answer));
  if (at > now) refuse('future', 'lies in the future');
  if (at < awareAt) refuse('backwards', 'cannot lie before the concern became known');
}

/** When the thing was done: by the step's own field where it has one, of which nobody may say two things. */
export function happenedWhen(
  { asksWhen, happenedAt: said }: Evidence,
  given: string | undefined,
): Instant | null {
  const also = given === undefined ? null : Date.parse(given);
  if (!asksWhen) return also;
  if (also === null || also === said) return said;
  const reason = 'This differs from the time that the step itself asks for';
  throw new BadRequest(`${reason}.`, [{ field: 'happenedAt', reason }]);
}

function happenedAt(step: Step, answers: Readonly<Record<string, Answer>>): Instant | null {
  const asked = step.evidence.find(({ kind }) => kind === 'instant');
  const answer = asked === undefined ? undefined : answers[asked.id];
  return typeof answer === 'string' ? Date.parse(answer) : null;
}
