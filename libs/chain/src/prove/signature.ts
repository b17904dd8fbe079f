import { Asked } from './asked.ts';
import type { Cone } from './cone.ts';
import { awaitedBy } from '../inherit/start-of-clock.ts';
import type { Hold } from '../language/hold.ts';
import type { Moment } from '../language/moment.ts';
import type { Step } from '../language/step.ts';
import { isOwed, lastRound } from '../reducer/duties.ts';
import { isClosing } from '../reducer/ending.ts';
import type { CaseState, Duty } from '../reducer/state.ts';
import { hasComeAnew, isRepetition, timesOf } from '../reducer/times.ts';
import type { World } from '../reducer/world.ts';

/** Some questions to a state, and whether the answers may still bring something about. */
interface Look {
  readonly asks: readonly number[];
  readonly matters: (state: CaseState) => boolean;
}

/**
 * What of a state can matter for what comes: of each step whether it came up, is owed or is over, and of each condition
 * what its parts say, for as long as it may still bring something about. States of which this is the same come to the same.
 */
export function signatures({ inside, chain, timed }: Cone): (world: World, state: CaseState) => string {
  const asked = new Asked();
  const looks = [
    ...inside.flatMap((step) =>
      looksOfStep(asked, step, step.id === timed ? awaitedBy(step, chain.steps) : undefined),
    ),
    ...Object.entries(chain.holds).flatMap(([id, hold]) => looksOfHold(asked, id, hold)),
  ].filter(({ asks }) => asks.length > 0);
  const opening = inside.filter(({ opens }) => opens !== undefined);
  return (world, state) => {
    if (state.endedAt !== null) return ofEnded(inside, state);
    const mattering = new Set<number>();
    for (const { asks, matters } of looks) if (matters(state)) for (const ask of asks) mattering.add(ask);
    return [
      asked.answers(world, state, mattering),
      inside.map((step) => standing(step, state, lastRound(state, step.id))),
      Object.entries(state.holds)
        .map(([id, { endedAt }]) => `${id}${endedAt === null ? '+' : '-'}`)
        .sort(),
      Object.entries(state.events)
        .map(([id, { date }]) => `${id}@${date ?? ''}`)
        .sort(),
      opening.map((step) => childrenOf(state, step.id)),
      state.recused,
      // Who reported is always there.
      Object.keys(state.appointed).sort(),
    ].join(';');
  };
}

/** Nothing comes of a case that is over. It is still asked what came up in it. */
const ofEnded = (inside: readonly Step[], state: CaseState): string =>
  `${state.endedAs ?? ''} ${inside.map(({ id }) => (lastRound(state, id) === undefined ? '-' : '+')).join('')}`;

function looksOfStep(asked: Asked, step: Step, awaited: Moment | undefined): Look[] {
  const { id, after, when, until, repeat, eachTime = false } = step;
  // A single moment that has brought a step up says nothing more until it comes anew.
  const isAskedAgain = eachTime && (when !== undefined || isOfParts(after));
  const asks = (
    matters: (last: Duty | undefined, state: CaseState) => boolean,
    ...numbers: readonly number[][]
  ): Look => ({
    asks: numbers.flat(),
    matters: (state) => matters(lastRound(state, id), state),
  });
  return [
    asks(
      (last, state) => last === undefined || isAskedAgain || hasComeAnew(step, state, last),
      asked.byMoment(after),
      asked.byCondition(when),
    ),
    asks(
      (last) =>
        last === undefined || eachTime || isOwed(last) || (repeat !== undefined && last.doneAt !== null),
      asked.byCondition(until),
      asked.byCondition(repeat?.until),
    ),
    asks((last) => last === undefined || (last.round === 1 && isOwed(last)), asked.byMoment(awaited)),
  ];
}

const isOfParts = (moment: Moment | undefined): boolean =>
  moment !== undefined && ('all' in moment || 'any' in moment || 'latest' in moment);

function standing(step: Step, state: CaseState, last: Duty | undefined): string {
  if (last === undefined) return '-';
  const anew = cameAnew(step, state, last);
  if (!isOwed(last)) {
    // What closes may be done while something is owed, where nothing may bar it: the case then ends with that.
    const closes = last.doneAt !== null && isClosing(step, last.outcome);
    return `${step.repeat !== undefined && last.doneAt !== null ? 'd' : 'e'}${closes}${anew}`;
  }
  const isLate = last.breachedAt !== null || last.theirLateAt !== null;
  const whose = step.personal ? (last.owner?.person ?? '') : '';
  return `o${isLate ? '!' : ''}${isRepetition(state, last) ? 'r' : ''}${anew}${whose}`;
}

/** Whether what a step waits for has come since it last came up; of what must all come, how often each. */
function cameAnew({ after, eachTime }: Step, state: CaseState, { times = 0 }: Duty): string {
  if (eachTime !== true || after === undefined) return '';
  const [parts, most] = 'all' in after ? [after.all, MANY] : [[after], 1];
  return parts.map((part) => Math.min(most, timesOf(part, state) - times)).join('/');
}

/** More than twice counts as twice. */
const MANY = 2;

function looksOfHold(asked: Asked, id: string, { from, when, until }: Hold): Look[] {
  return [
    {
      asks: [...asked.byMoment(from), ...asked.byCondition(when)],
      matters: ({ holds }) => !Object.hasOwn(holds, id),
    },
    {
      asks: asked.byMoment(until),
      matters: ({ holds }) => !Object.hasOwn(holds, id) || holds[id]?.endedAt === null,
    },
  ];
}

/** Whether a case that a step opened is still open, and whether the last one is. */
function childrenOf(state: CaseState, step: string): string {
  const { duties, children } = state;
  const its = Object.entries(children).filter(([key]) => duties[key]?.step === step);
  if (its.length === 0) return '';
  const isOpen = its.some(([, { endedAt }]) => endedAt === null);
  const last = lastRound(state, step);
  const lastChild = last === undefined ? undefined : children[last.key];
  return `${isOpen ? '+' : '-'}${lastChild === undefined ? '' : lastChild.endedAt === null ? '+' : '-'}`;
}
