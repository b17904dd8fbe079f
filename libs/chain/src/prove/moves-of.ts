import type { Able } from './able.ts';
import type { Cone } from './cone.ts';
import type { Budget } from './explore.ts';
import type { Move } from './move.ts';
import { LATER } from './move.ts';
import { kindsOf } from './names.ts';
import type { Chain } from '../language/chain.ts';
import { answersOf } from '../language/fact.ts';
import { fieldsFor } from '../language/questions.ts';
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

/** Everything that can happen next, one of each kind that conditions tell apart. */
export function movesOf(explored: Explored, state: CaseState): Move[] {
  const onDuties = explored.cone.inside.flatMap((step) => {
    const duty = lastRound(state, step.id);
    return duty !== undefined && isOwed(duty) ? movesOn(explored, step, duty) : [];
  });
  const children = Object.entries(state.children).flatMap(([step, { endedAt }]): Move[] =>
    endedAt === null ? [{ kind: 'childEnded', step }] : [],
  );
  return [...onDuties, ...children, ...releases(explored, state), ...eventMoves(explored, state)];
}

function movesOn({ whole, cone, able }: Explored, step: Step, duty: Duty): Move[] {
  const key = duty.key;
  const { names } = cone;
  const moves: Move[] = [];
  if (able.canDo(step)) {
    for (const outcome of outcomesOf(cone, step)) {
      for (const learned of learnedOf(whole, cone, step, outcome)) {
        moves.push({ kind: 'done', step: key, outcome, learned, bypassed: false });
        if (names.bypassed.has(step.id) && step.approval?.emergency !== undefined) {
          moves.push({ kind: 'done', step: key, outcome, learned, bypassed: true });
        }
      }
    }
  }
  if (able.canWaive(step)) moves.push({ kind: 'waived', step: key });
  const canBeLate = step.clock !== undefined && !step.optional && duty.state === 'open';
  if (names.late.has(step.id) && canBeLate && duty.theirLateAt === null) {
    moves.push({ kind: 'late', step: key, theirs: step.clock?.whose !== undefined });
  }
  return moves;
}

function outcomesOf({ names }: Cone, { id, outcomes }: Step): (string | null)[] {
  return outcomes === undefined ? [null] : kindsOf(names, `outcome ${id}`, Object.keys(outcomes));
}

/** What a form can bring: each kind of answer, or none where it may stay empty; and a date that has not come. */
function learnedOf(whole: Chain, { names }: Cone, step: Step, outcome: string | null): Learned[] {
  return fieldsFor(step, outcome ?? undefined).reduce<Learned[]>(
    (each, field) => {
      if (field.kind === 'date' && names.events.has(field.event)) {
        return each.map((learned) => ({ ...learned, dates: { ...learned.dates, [field.event]: LATER } }));
      }
      if (field.kind !== 'fact' || !names.facts.has(field.fact)) return each;
      const answers = answersTo(whole, names, field.fact);
      return each.flatMap((learned) => [
        ...(field.required ? [] : [learned]),
        ...answers.map((answer) => ({ ...learned, facts: { ...learned.facts, [field.fact]: answer } })),
      ]);
    },
    [{}],
  );
}

function answersTo({ facts }: Chain, names: Cone['names'], id: string): string[] {
  const fact = Object.hasOwn(facts, id) ? facts[id] : undefined;
  return fact === undefined ? [] : kindsOf(names, `fact ${id}`, Object.keys(answersOf(fact)));
}

function releases({ whole, cone, able }: Explored, state: CaseState): Move[] {
  return [...cone.names.holds].flatMap((hold): Move[] => {
    const release = whole.holds[hold]?.release;
    if (release === undefined || state.holds[hold]?.endedAt !== null) return [];
    const granters = able.holders(release.grantedBy);
    const asks = able.holders(release.by).some((by) => granters.some((granter) => granter !== by));
    return asks ? [{ kind: 'released', hold }] : [];
  });
}

function eventMoves({ whole, cone }: Explored, { events }: CaseState): Move[] {
  return [...cone.names.events].flatMap((event): Move[] => {
    const dated = whole.events[event]?.dated === true;
    const recorded = Object.hasOwn(events, event) ? events[event] : undefined;
    if (recorded === undefined) return [{ kind: 'recorded', event, dated }];
    return recorded.date === LATER ? [{ kind: 'reached', event }] : [];
  });
}

/** Every set of answers with which a case can open, one for each kind that conditions tell apart. */
export function openings({ whole, cone: { names } }: Explored): Readonly<Record<string, string>>[] {
  return [...names.facts].reduce<Readonly<Record<string, string>>[]>(
    (sets, id) =>
      whole.facts[id]?.askedIn === undefined
        ? sets.flatMap((set) => answersTo(whole, names, id).map((answer) => ({ ...set, [id]: answer })))
        : sets,
    [{}],
  );
}
