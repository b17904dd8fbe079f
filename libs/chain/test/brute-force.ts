import { answersOf } from '../src/language/answers-of.ts';
import { fieldsFor } from '../src/language/questions.ts';
import type { Step } from '../src/language/step.ts';
import { advance } from '../src/reducer/advance.ts';
import { isOwed, lastDone, lastRound, roundsOf } from '../src/reducer/duties.ts';
import type { CaseEvent } from '../src/reducer/event.ts';
import { nextWake } from '../src/reducer/next-wake.ts';
import type { CaseState, Duty } from '../src/reducer/state.ts';
import { timesOf } from '../src/reducer/times.ts';
import type { World } from '../src/reducer/world.ts';

export interface Seen {
  readonly state: CaseState;
  /** Where an act of somebody, or time, leads. */
  readonly escapes: Seen[];
}

/**
 * Every state a case can come to, by trying every act of everybody with the reducer, and by letting time pass. It knows
 * nothing of what the prover knows. One of those on whom the law lays something, or who is named, may go. Null where there
 * are too many.
 */
export function everyState(
  world: World,
  begin: readonly CaseState[],
  { most = 1_200, mayGo = false } = {},
): Seen[] | null {
  const known = new Map<string, Seen>();
  const all: Seen[] = [];
  const seen = (state: CaseState): Seen => {
    const key = keyOf(world, state);
    const same = known.get(key);
    if (same !== undefined) return same;
    const one: Seen = { state, escapes: [] };
    known.set(key, one);
    all.push(one);
    return one;
  };
  begin.forEach(seen);
  for (const one of all) {
    if (all.length > most) return null;
    if (one.state.endedAt !== null) continue;
    for (const event of [...acts(world, one.state), ...(mayGo ? goings(world, one.state) : [])]) {
      const wake = event.type === 'timePassed' ? nextWake(one.state) : one.state.playedTo;
      if (wake === null) continue;
      for (const state of [one.state, ...takenOver(world, one.state, event)]) {
        const result = advance(world, state, event, wake);
        if (!result.ok) continue;
        const next = seen(result.state);
        if (event.type !== 'eventRecorded' && event.type !== 'recused') one.escapes.push(next);
      }
    }
  }
  return all;
}

/** Whoever would ask for something may take the duty over first: then whoever had it may agree. */
function takenOver(world: World, state: CaseState, event: CaseEvent): CaseState[] {
  if (event.type !== 'done' && event.type !== 'waiverAsked') return [];
  const duty = state.duties[event.step];
  const step = world.chain.steps.find(({ id }) => id === duty?.step);
  if (event.type === 'done' && step?.approval === undefined) return [];
  for (const as of step?.owner ?? []) {
    const { by, step: key, version } = event;
    const result = advance(world, state, { type: 'takenOver', by, as, step: key, version }, state.playedTo);
    // It counts as the same version, for the act that follows was meant to follow.
    if (result.ok) {
      const duties = { ...result.state.duties, [key]: { ...(result.state.duties[key] as Duty), version } };
      return [{ ...result.state, duties }];
    }
  }
  return [];
}

/** Those from which no act leads to a close. */
export function stranded(all: readonly Seen[]): Seen[] {
  const fine = new Set(all.filter(({ state }) => state.endedAs === 'closed'));
  for (let size = -1; size !== fine.size;) {
    size = fine.size;
    for (const one of all) if (one.escapes.some((next) => fine.has(next))) fine.add(one);
  }
  return all.filter((one) => !fine.has(one));
}

/** Those in which nothing will ever be late: whoever stops there has stopped the case, and nobody hears of it. */
export function silent({ chain }: World, all: readonly Seen[]): Seen[] {
  const mustBeDone = chain.steps.filter(({ optional }) => !optional);
  return all.filter(({ state }) => {
    const runs = mustBeDone.some(({ id }) => {
      const duty = lastRound(state, id);
      return duty !== undefined && isOwed(duty) && (duty.dueAt !== null || duty.breachedAt !== null);
    });
    return state.endedAt === null && !runs;
  });
}

/** The most people with a post who are gone, or did, or agreed to, what one step looks at. */
export function mostMissing({ chain, people }: World, state: CaseState): number {
  const missing = chain.steps.map(({ otherThanDoerOf }) => {
    const persons = new Set([...forbidden(state, otherThanDoerOf), ...state.recused]);
    return [...persons].filter((each) => people.some(({ person }) => person === each)).length;
  });
  return Math.max(...missing);
}

/** Whoever did, or agreed to, some steps in any of their rounds. */
export function forbidden(state: CaseState, ids: readonly string[]): Set<string> {
  const done = ids.flatMap((id) => roundsOf(state, id)).filter(({ doneAt }) => doneAt !== null);
  return new Set(done.flatMap(({ doneBy, agreedBy }) => [doneBy ?? [], ...agreedBy].flat()));
}

/** What of a state can matter for what comes. */
function keyOf({ chain }: World, state: CaseState): string {
  const looksAtLate =
    JSON.stringify(chain.steps).includes('"late":"') || JSON.stringify(chain.holds).includes('"late":"');
  const looked = new Set(chain.steps.flatMap(({ otherThanDoerOf }) => otherThanDoerOf));
  const duties = chain.steps.map((step) => {
    const { id } = step;
    const last = lastRound(state, id);
    if (last === undefined) return comings(step, state, 0);
    const { asked, breachedAt, dueAt, owner } = last;
    const left = looksAtLate && isOwed(last) && dueAt !== null ? Math.max(0, dueAt - state.playedTo) : null;
    return [
      ['metLate', 'recordedLate'].includes(last.state) ? 'met' : last.state,
      lastDone(state, id)?.outcome,
      looked.has(id) ? [...forbidden(state, [id])].sort() : null,
      asked === null
        ? null
        : [asked.for, asked.by, asked.by === owner?.person, asked.to?.person, asked.outcome, asked.learned],
      breachedAt !== null,
      left,
      step.personal ? owner?.person : null,
      comings(step, state, last.times ?? 0),
    ];
  });
  const { facts, events, holds, children, recused, appointed, endedAs } = state;
  return JSON.stringify([
    duties,
    recused,
    appointed,
    Object.entries(facts).sort(),
    Object.keys(events).sort(),
    Object.entries(holds).map(([id, { endedAt, releaseAskedBy }]) =>
      endedAt === null ? [id, releaseAskedBy] : [id],
    ),
    Object.entries(children).map(([id, { endedAt }]) => [id, endedAt === null]),
    endedAs,
  ]);
}

/** More often than this is the same: from the states that are kept the way on counts down all the same. */
const OFTEN = 3;

/** How often what brings a step up each time has come since; else a step would seem to come up for ever. */
function comings({ after, eachTime }: Step, state: CaseState, times: number): number[] | null {
  if (eachTime !== true || after === undefined) return null;
  const parts = 'all' in after ? after.all : [after];
  return parts.map((part) => Math.min(OFTEN, timesOf(part, state) - times));
}

function acts(world: World, state: CaseState): CaseEvent[] {
  const people = [
    ...new Set([...world.people.map(({ person }) => person), ...Object.values(state.appointed)]),
  ];
  const owed = Object.values(state.duties).filter(isOwed);
  return [
    { type: 'timePassed' },
    ...owed.flatMap((duty) => people.flatMap((by) => onDuty(world, state, duty, by))),
    ...Object.keys(state.holds).flatMap((hold) =>
      people.flatMap((by): CaseEvent[] => [
        { type: 'releaseAsked', by, hold },
        { type: 'releaseGranted', by, hold },
        { type: 'releaseDeclined', by, hold },
      ]),
    ),
    ...Object.keys(world.chain.events).flatMap((event) =>
      state.events[event] === undefined
        ? people.map((by) => ({ type: 'eventRecorded' as const, by, event }))
        : [],
    ),
  ];
}

/** Whoever owes what the law lays on one person, or is named, stands down, which comes to the same as that they leave. */
function goings({ chain }: World, { duties, recused, appointed }: CaseState): CaseEvent[] {
  const owners = Object.values(duties).flatMap((duty) => {
    const isPersonal = chain.steps.some(({ id, personal }) => id === duty.step && personal);
    return isPersonal && isOwed(duty) && duty.owner !== null ? [duty.owner.person] : [];
  });
  const { reporter: _reporter, ...named } = appointed;
  const persons = new Set([...owners, ...Object.values(named)]);
  return recused.length > 0 ? [] : [...persons].map((by) => ({ type: 'recused', by }));
}

function onDuty(world: World, state: CaseState, duty: Duty, by: string): CaseEvent[] {
  const step = world.chain.steps.find(({ id }) => id === duty.step);
  if (step === undefined) return [];
  const act = { by, step: duty.key, version: duty.version };
  const { asked } = duty;
  const reason = Object.keys(world.chain.waiver?.reasons ?? {})[0];
  // One of them is enough to see what a hand-over that nobody answers can do.
  const takers = world.people
    .flatMap(({ person, role }) => (role === null || !step.owner.includes(role) ? [] : [{ person, role }]))
    .slice(0, world.chain.steps.length > 2 ? 0 : 1);
  return [
    ...done(world, state, step).map((how): CaseEvent => ({ type: 'done', ...act, ...how })),
    ...(reason === undefined ? [] : [{ type: 'waiverAsked' as const, ...act, reason }]),
    ...takers.map(({ person, role }): CaseEvent => ({ type: 'handOverAsked', ...act, to: person, as: role })),
    ...(asked === null
      ? []
      : [
          { type: 'agreed' as const, ...act, to: asked.for },
          { type: 'declined' as const, ...act, to: asked.for },
        ]),
  ];
}

function done(
  { chain }: World,
  { recused }: CaseState,
  step: Step,
): Pick<Extract<CaseEvent, { type: 'done' }>, 'outcome' | 'supplied' | 'learned'>[] {
  const outcomes = step.outcomes === undefined ? [undefined] : Object.keys(step.outcomes);
  return outcomes.flatMap((outcome) => {
    const fields = fieldsFor(step, outcome);
    const supplied = fields.map(({ id }) => id);
    // Whoever is named first may go, and whoever is named then stays.
    const person = recused.length === 0 ? 'named' : 'named-anew';
    const appointed = Object.fromEntries(
      fields.flatMap((field) => (field.kind === 'appoint' ? [[field.role, person]] : [])),
    );
    const base = { supplied, learned: { appointed }, ...(outcome === undefined ? {} : { outcome }) };
    const asked = fields.flatMap((field) => (field.kind === 'fact' ? [field.fact] : []));
    const fact = asked[0];
    const known = fact === undefined ? undefined : chain.facts[fact];
    if (fact === undefined || known === undefined) return [base];
    return Object.keys(answersOf(known)).map((answer) => ({
      ...base,
      learned: { appointed, facts: { [fact]: answer } },
    }));
  });
}
