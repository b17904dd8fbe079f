import type { Able } from './able.ts';
import type { Cone } from './cone.ts';
import { answerSets } from './answer-sets.ts';
import type { AnswerSets } from './answer-sets.ts';
import type { Budget } from './budget.ts';
import type { Move } from './move.ts';
import { LATER, NOW } from './move.ts';
import { kindsOf } from './names.ts';
import { namedBy } from './namings.ts';
import type { Chain } from '../language/chain.ts';
import { plainMoments } from '../language/opening.ts';
import { answersOf } from '../language/answers-of.ts';
import { fieldsFor } from '../language/questions.ts';
import type { EvidenceField } from '../language/evidence.ts';
import { own } from '../language/own.ts';
import type { Step } from '../language/step.ts';
import { isOwed, lastRound } from '../reducer/duties.ts';
import type { Learned } from '../reducer/event.ts';
import type { CaseState, Duty } from '../reducer/state.ts';

/** What is looked at: the whole chain, the part of it that is explored, and who can do what. */
export interface Explored {
  readonly whole: Chain;
  readonly cone: Cone;
  readonly able: Able;
  readonly budget: Budget;
}

/** A date that has yet to come, and one that has come when it is typed. */
const DATES = [LATER, NOW] as const;

/** Everything that can happen next, one of each kind that conditions tell apart; a form with many questions, one by one. */
export function* movesOf(explored: Explored, state: CaseState): Generator<Move> {
  for (const step of explored.cone.inside) {
    const duty = lastRound(state, step.id);
    if (duty !== undefined && isOwed(duty)) yield* movesOn(explored, step, duty, state);
  }
  for (const [step, { endedAt }] of Object.entries(state.children)) {
    if (endedAt === null) yield { kind: 'childEnded', step };
  }
  yield* leavings(state);
  yield* releases(explored, state);
  yield* eventMoves(explored, state);
}

function* movesOn(explored: Explored, step: Step, duty: Duty, { recused }: CaseState): Generator<Move> {
  const { whole, cone, able } = explored;
  const key = duty.key;
  const { names } = cone;
  const person = step.personal ? ownerOf(explored, step, duty) : '';
  const isGone = step.personal && recused.includes(person);
  const missing = step.personal ? {} : { away: recused };
  if (!isGone && able.canDo(step, missing)) {
    for (const outcome of outcomesOf(cone, step)) {
      const fields = fieldsFor(step, outcome ?? undefined);
      const appointed = namedBy(fields, able.appointed, recused);
      for (const filled of filledIn(whole, cone, fields)) {
        const learned = { ...filled, appointed };
        yield { kind: 'done', step: key, outcome, learned, bypassed: false };
        if (names.bypassed.has(step.id) && step.approval?.emergency !== undefined) {
          yield { kind: 'done', step: key, outcome, learned, bypassed: true };
        }
      }
    }
  }
  if (isGone ? able.canWaiveFor(step, [person]) : able.canWaive(step, missing)) {
    yield { kind: 'waived', step: key };
  }
  if (step.personal && recused.length === 0) yield { kind: 'left', step: key, person };
  const canBeLate = step.clock !== undefined && !step.optional && duty.state === 'open';
  if (names.late.has(step.id) && canBeLate && duty.theirLateAt === null) {
    yield { kind: 'late', step: key, theirs: step.clock?.whose !== undefined };
  }
}

/** On whom the law lays a step: on whoever is appointed only where that was before it came up, as far as that is known. */
function ownerOf({ whole, cone, able }: Explored, step: Step, { owner }: Duty): string {
  const person = able.owner(step);
  const names = ({ evidence }: Step): boolean =>
    Object.values(namedBy(evidence, able.appointed)).includes(person);
  const isKnown = whole.steps.every((each) => cone.steps.has(each.id) || !names(each));
  return isKnown && owner?.person !== person ? able.ownerBefore(step) : person;
}

/** Whoever is appointed may leave, as one of them may on whom the law lays something. */
function leavings({ appointed: { reporter: _reported, ...named }, recused }: CaseState): Move[] {
  const persons = recused.length > 0 ? [] : new Set(Object.values(named));
  return [...persons].map((person) => ({ kind: 'left', person }));
}

function outcomesOf({ names }: Cone, { id, outcomes }: Step): (string | null)[] {
  return outcomes === undefined ? [null] : kindsOf(names, `outcome ${id}`, Object.keys(outcomes));
}

/** What a form can bring: each kind of answer, or none where it may stay empty; and a date, come or not. */
function* filledIn(
  whole: Chain,
  cone: Cone,
  [field, ...others]: readonly EvidenceField[],
): Generator<Learned> {
  if (field === undefined) {
    yield {};
    return;
  }
  const { names } = cone;
  for (const learned of filledIn(whole, cone, others)) {
    if (field.kind === 'date' && names.events.has(field.event)) {
      if (!field.required) yield learned;
      for (const date of DATES) yield { ...learned, dates: { [field.event]: date, ...learned.dates } };
    } else if (field.kind === 'fact' && names.facts.has(field.fact)) {
      if (!field.required) yield learned;
      for (const answer of answersTo(whole, names, field.fact)) {
        yield { ...learned, facts: { [field.fact]: answer, ...learned.facts } };
      }
    } else yield learned;
  }
}

function answersTo({ facts }: Chain, names: Cone['names'], id: string): string[] {
  const fact = own(facts, id);
  return fact === undefined ? [] : kindsOf(names, `fact ${id}`, Object.keys(answersOf(fact)));
}

function releases({ whole, cone, able }: Explored, state: CaseState): Move[] {
  return [...cone.names.holds].flatMap((hold): Move[] => {
    const release = whole.holds[hold]?.release;
    if (release === undefined || state.holds[hold]?.endedAt !== null) return [];
    return able.canRelease(release, state.recused) ? [{ kind: 'released', hold }] : [];
  });
}

function eventMoves({ whole, cone }: Explored, { events }: CaseState): Move[] {
  return [...cone.names.events].flatMap((event): Move[] => {
    const recorded = own(events, event);
    if (recorded?.date === LATER) return [{ kind: 'reached', event }];
    if (recorded !== undefined && !isCounted(cone, event)) return [];
    const dates = whole.events[event]?.dated === true ? DATES : [null];
    return dates.map((date) => ({ kind: 'recorded', event, date }));
  });
}

/** Whether something comes up each time that an event happens; for all else it is the same however often. */
const isCounted = ({ inside }: Explored['cone'], event: string): boolean =>
  inside.some(
    ({ eachTime, after }) =>
      eachTime === true &&
      after !== undefined &&
      [...plainMoments(after, '')].some(
        ([plain]) =>
          ('event' in plain && plain.event === event) || ('reached' in plain && plain.reached === event),
      ),
  );

/** So many openings are explored; it takes more than as many moves to explore them. */
const MOST_OPENINGS = 2_000;

/** The sets of answers with which a case can open, one for each kind that conditions tell apart. */
export function openings({ whole, cone: { names } }: Explored): AnswerSets {
  const choices = [...names.facts].flatMap((id) =>
    whole.facts[id]?.askedIn === undefined ? [[id, answersTo(whole, names, id)] as const] : [],
  );
  return answerSets(choices, MOST_OPENINGS);
}
