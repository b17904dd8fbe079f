import {
  LINE_MAX_LENGTH,
  NOTE_MAX_LENGTH,
  PHONE,
  answersOf,
  earliestDone,
  fieldsFor,
} from '@trustward/chain';
import type { Chain, EvidenceField, Instant, Learned, Step } from '@trustward/chain';
import type { Words } from '@trustward/casework';
import { instant, isOneLine, typed } from '@trustward/contracts';
import type { DutyDone, EvidenceAnswer } from '@trustward/contracts';
import { BadRequest, RuleRefused } from '../platform/problems.ts';
import { contactAs, learnedFrom } from './learned.ts';
import type { Answered } from './learned.ts';

/** What was supplied for a step, read by the step's own fields. */
export interface Evidence {
  /** Ids of the fields that were answered; a blank is no answer, nor is a box left unticked. */
  readonly supplied: readonly string[];
  readonly words: Words;
  /** Codes, dates and people that the case learns from it; undefined where the form asks for none. */
  readonly learned: Learned | undefined;
  /** The time it says the thing happened, where the step asks. */
  readonly happenedAt: Instant | null;
  /** Whether the step has a field of its own for that time. */
  readonly asksWhen: boolean;
}

/** What the fields of a step are read against. */
export interface Asking {
  readonly chain: Chain;
  readonly step: Step;
  readonly outcome: string | undefined;
  /** Who may be named to a role of this case. */
  readonly people: readonly string[];
}

type Misfit = (answer: EvidenceAnswer, field: EvidenceField, asking: Asking) => string | null;

const isText = (answer: EvidenceAnswer): answer is string => typeof answer === 'string';
const atMost =
  (most: number): Misfit =>
  (answer) => {
    if (!isText(answer)) return 'must be words';
    return answer.length > most ? `must be ${most} characters or fewer` : null;
  };
/** Said of what shows less, or other, than was sent. */
const UNSEEN = 'must not have characters that cannot be seen';
const line: Misfit = (answer, ...rest) =>
  atMost(LINE_MAX_LENGTH)(answer, ...rest) ?? (isText(answer) && !isOneLine(typed(answer)) ? UNSEEN : null);
const time: Misfit = (answer) => (instant.safeParse(answer).success ? null : 'must be a date and a time');
const optionsOf = (field: EvidenceField): object =>
  field.kind === 'choice' || field.kind === 'choices' ? field.options : {};

/** Why an answer does not fit its field, or null when it does. */
const MISFITS: Readonly<Record<EvidenceField['kind'], Misfit>> = {
  line,
  note: atMost(NOTE_MAX_LENGTH),
  reference: line,
  phone: (answer) =>
    isText(answer) && PHONE.test(typed(answer)) ? null : 'must be a telephone number, like 01632 960 100',
  instant: time,
  date: time,
  choice: (answer, field) =>
    isText(answer) && Object.hasOwn(optionsOf(field), answer) ? null : 'must be one of the answers offered',
  choices: (answer, field) =>
    Array.isArray(answer) && answer.every((code) => Object.hasOwn(optionsOf(field), code))
      ? null
      : 'must be some of the answers offered',
  attest: (answer) => (typeof answer === 'boolean' ? null : 'must be ticked or not'),
  attachment: () => 'cannot be attached here yet',
  contact: (answer) => {
    if (typeof answer !== 'object' || !('who' in answer)) {
      return 'must say whom, and whether for advice or to refer';
    }
    return isOneLine(typed(answer.who)) ? null : UNSEEN;
  },
  fact: (answer, field, { chain }) => {
    const fact = field.kind === 'fact' ? chain.facts[field.fact] : undefined;
    const known = fact !== undefined && isText(answer) && Object.hasOwn(answersOf(fact), answer);
    return known ? null : 'must be one of the answers offered';
  },
  appoint: (answer, _field, { people }) =>
    isText(answer) && people.includes(answer) ? null : 'must be one of the people offered',
};

function isAnswered(answer: EvidenceAnswer): boolean {
  if (isText(answer)) return typed(answer) !== '';
  if (typeof answer === 'boolean') return answer;
  return Array.isArray(answer) ? answer.length > 0 : typed(answer.who) !== '';
}

/** In case time: before a concern was known nobody but who rang did anything about it, and nothing yet after the present. */
export interface Period {
  readonly awareAt: Instant;
  readonly now: Instant;
}

/** Reads what a person filled in by the fields of the step; throws what is wrong with each, by its label. */
export function readEvidence(asking: Asking, given: DutyDone['evidence'], period: Period): Evidence {
  const fields = new Map(fieldsFor(asking.step, asking.outcome).map((field) => [field.id, field]));
  const answered: Answered[] = Object.entries(given).flatMap(([id, answer]) => {
    const field = fields.get(id);
    return field === undefined || !isAnswered(answer) ? [] : [{ field, answer }];
  });
  refuseMistakes(
    asking,
    Object.keys(given).filter((id) => !fields.has(id)),
    answered,
  );
  for (const each of answered) refuseMistimed(each, asking.step, period);
  return {
    supplied: answered.map(({ field }) => field.id),
    words: Object.fromEntries(answered.flatMap(wordsOf)),
    learned: learnedFrom(answered),
    happenedAt: happenedAt(asking.step, answered),
    asksWhen: asking.step.evidence.some(({ kind }) => kind === 'instant'),
  };
}

function refuseMistakes(asking: Asking, notAsked: readonly string[], answered: readonly Answered[]): void {
  const mistakes = [
    ...notAsked.map((id) => ({
      field: `evidence.${id}`,
      reason: `“${asking.step.title}” does not ask for this`,
    })),
    ...answered.flatMap(({ field, answer }) => {
      const misfit = MISFITS[field.kind](answer, field, asking);
      return misfit === null ? [] : [{ field: `evidence.${field.id}`, reason: `“${field.label}” ${misfit}` }];
    }),
  ];
  const [first] = mistakes;
  if (first !== undefined) throw new BadRequest(`${first.reason}.`, mistakes);
}

/** What of an answer is kept in words; with a contact also whether it was for advice or to refer. */
function wordsOf({ field, answer }: Answered): [string, string | boolean][] {
  if (typeof answer === 'boolean') return [[field.id, answer]];
  if (isText(answer)) return [[field.id, typed(answer)]];
  if (Array.isArray(answer)) return [[field.id, answer.join(',')]];
  return [
    [field.id, typed(answer.who)],
    [contactAs(field.id), answer.as],
  ];
}

/** Every time that a step asks for is held to what the reducer holds the first of them to. */
function refuseMistimed({ field, answer }: Answered, step: Step, { awareAt, now }: Period): void {
  if (field.kind !== 'instant') return;
  const refuse = (rule: string, why: string) => {
    const reason = `“${field.label}” ${why}`;
    throw new RuleRefused(rule, `${reason}.`, [{ field: `evidence.${field.id}`, reason }]);
  };
  const at = Date.parse(String(answer));
  if (at > now) refuse('future', 'lies in the future');
  const earliest = earliestDone(step, awareAt);
  if (at < earliest.at) refuse('backwards', `cannot lie ${earliest.words}`);
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

function happenedAt(step: Step, answered: readonly Answered[]): Instant | null {
  const asked = step.evidence.find(({ kind }) => kind === 'instant');
  const found = answered.find(({ field }) => field.id === asked?.id)?.answer;
  return typeof found === 'string' ? Date.parse(found) : null;
}
