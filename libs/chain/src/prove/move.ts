import type { Cone } from './cone.ts';
import type { Cast } from './answer.ts';
import { peopleOf } from './casts.ts';
import { STARTS, PROOF_CALENDAR } from './starts.ts';
import type { Instant } from '../clock/calendar.ts';
import { blocked } from '../reducer/blocked.ts';
import { stepOf } from '../reducer/duties.ts';
import type { Learned } from '../reducer/event.ts';
import { doneDuty, finish } from '../reducer/finish.ts';
import { settle } from '../reducer/settle.ts';
import type { CaseState, Duty } from '../reducer/state.ts';
import { ended } from '../reducer/supersede.ts';
import { recordedAs } from '../reducer/times.ts';
import type { World } from '../reducer/world.ts';

/** Something that can happen to a case, whoever does it and whenever. */
export type Move =
  | {
      readonly kind: 'done';
      readonly step: string;
      readonly outcome: string | null;
      readonly learned: Learned;
      readonly bypassed: boolean;
    }
  | { readonly kind: 'waived'; readonly step: string }
  /** On whom the law lays a step, that person is gone; or whoever is appointed. */
  | { readonly kind: 'left'; readonly step: string; readonly person: string }
  | { readonly kind: 'left'; readonly person: string }
  | { readonly kind: 'childEnded'; readonly step: string }
  | { readonly kind: 'late'; readonly step: string; readonly theirs: boolean }
  | { readonly kind: 'recorded'; readonly event: string; readonly date: Instant | null }
  | { readonly kind: 'reached'; readonly event: string }
  | { readonly kind: 'released'; readonly hold: string };

/** Time stands still in what is explored; what hangs on it is a move of its own. */
export const NOW = STARTS[0]?.at ?? 0;
/** A date that has not been reached. */
export const LATER = NOW + 1;

/** The world of a cone: nobody needs to be told anything, so people only matter where a condition asks for them. */
export function bareWorld({ chain, names }: Cone, whole: World['chain'], cast: Cast): World {
  return {
    chain,
    calendar: PROOF_CALENDAR,
    people: names.asksForPeople ? peopleOf(whole, cast) : [],
    subject: names.asksForPeople ? cast.subject : [],
  };
}

export function opened(facts: Readonly<Record<string, string>>): CaseState {
  return {
    language: 2,
    drill: false,
    openedAt: NOW,
    awareAt: NOW,
    facts,
    playedTo: NOW,
    duties: {},
    events: {},
    holds: {},
    appointed: { reporter: 'reporter' },
    recused: [],
    children: {},
    mistakeAskedBy: null,
    endedAt: null,
    endedAs: null,
  };
}

/** What the reducer makes of a move; null where it would refuse it. */
export function moved(world: World, state: CaseState, move: Move): CaseState | null {
  const changed = change(world, state, move);
  return changed === null ? null : drawn(world, changed);
}

/** A state with every consequence drawn, by the reducer. */
export const drawn = (world: World, state: CaseState): CaseState =>
  settle(world, { state, effects: [] }, NOW, null, state).state;

function change(world: World, state: CaseState, move: Move): CaseState | null {
  switch (move.kind) {
    case 'done':
      return done(world, state, move);
    case 'waived':
      return withDuty(state, move.step, (duty) => ended(duty, 'waived', NOW));
    case 'left':
      return { ...state, recused: [move.person] };
    case 'late':
      return withDuty(state, move.step, (duty) =>
        move.theirs ? { ...duty, theirLateAt: NOW } : { ...duty, state: 'late', breachedAt: NOW },
      );
    case 'childEnded': {
      const child = state.children[move.step];
      const children = { ...state.children, ...(child && { [move.step]: { ...child, endedAt: NOW } }) };
      return { ...state, children };
    }
    case 'recorded': {
      const recorded = recordedAs(state, move.event, NOW, move.date);
      return { ...state, events: { ...state.events, [move.event]: recorded } };
    }
    case 'reached':
      return {
        ...state,
        events: {
          ...state.events,
          [move.event]: { ...state.events[move.event], recordedAt: NOW, date: NOW },
        },
      };
    case 'released': {
      const hold = state.holds[move.hold];
      return hold === undefined
        ? null
        : { ...state, holds: { ...state.holds, [move.hold]: { ...hold, endedAt: NOW } } };
    }
  }
}

function withDuty(state: CaseState, key: string, become: (duty: Duty) => Duty): CaseState | null {
  const duty = state.duties[key];
  return duty === undefined ? null : { ...state, duties: { ...state.duties, [key]: become(duty) } };
}

function done(world: World, state: CaseState, move: Extract<Move, { kind: 'done' }>): CaseState | null {
  const duty = state.duties[move.step];
  const step = duty === undefined ? undefined : stepOf(world, duty.step);
  if (duty === undefined || step === undefined) return null;
  if (blocked(world, state, step, move.outcome) !== null) return null;
  const act = { by: 'somebody', ...(move.outcome === null ? {} : { outcome: move.outcome }) };
  const done = { ...doneDuty(duty, act, NOW), bypassed: move.bypassed };
  return finish(world, { state, effects: [] }, step, done, move.learned, NOW).state;
}
