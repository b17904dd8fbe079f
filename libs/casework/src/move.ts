import { advance, nextWake } from '@trustward/chain';
import type { CaseEvent, CaseState, Duty, Effect, Instant, Refusal, World } from '@trustward/chain';
import type { ChangeCause, Pinned } from './drive.ts';
import type { Pressed } from './agency/pressed.ts';
import type { Missed } from './unreached.ts';

/** One event that was taken, and what came of it. Each becomes a row of the case's history. */
export interface Move {
  readonly event: CaseEvent;
  readonly at: Instant;
  readonly state: CaseState;
  readonly effects: readonly Effect[];
  /** Though the event names somebody, nobody did it: time did, by what another case did. */
  readonly byTime?: true;
  /** Of what is recorded under an id that it has already. */
  readonly eventId?: string;
  /** The words that came with it, sealed as those of a person's act are; base 64. */
  readonly sealed?: string;
  /** What the case goes by from then on, where that is another. */
  readonly pins?: Pinned;
}

export interface Moved {
  readonly moves: readonly Move[];
  readonly refusal: Refusal | null;
}

const last = (moves: readonly Move[], state: CaseState): CaseState => moves.at(-1)?.state ?? state;

/** More than a case comes to in years: what goes on beyond it was never written by the reducer. */
const MOST_AT_ONCE = 10_000;

/** Plays what fell due, each instant at its own, and then whatever else time has changed by now. */
export function playTime(world: World, state: CaseState, now: Instant): readonly Move[] {
  const moves: Move[] = [];
  for (;;) {
    const before = last(moves, state);
    const wake = nextWake(before);
    const isDue = wake !== null && wake <= now;
    const move = pass(world, before, isDue ? Math.max(wake, before.playedTo) : now);
    if (move === null) return moves;
    moves.push(move);
    if (!isDue) return moves;
    if (moves.length > MOST_AT_ONCE) throw new Error('Time passes for a case without an end.');
  }
}

/** Null when nothing came of it but the passing of time. */
function pass(world: World, state: CaseState, at: Instant): Move | null {
  const advanced = advance(world, state, { type: 'timePassed' }, at);
  if (!advanced.ok) throw new Error(`Time was refused to a case: ${advanced.refusal.code}.`);
  const isQuiet = advanced.effects.length === 0 && changedDuties(state, advanced.state).length === 0;
  const isSame = advanced.state.endedAt === state.endedAt && advanced.state.holds === state.holds;
  if (isQuiet && isSame) return null;
  return { event: { type: 'timePassed' }, at, state: advanced.state, effects: advanced.effects };
}

/** That cases which this one opened have ended, once each. A case that is over needs no such news. */
export function playChildren(
  world: World,
  state: CaseState,
  ended: readonly string[],
  now: Instant,
): readonly Move[] {
  const moves: Move[] = [];
  for (const duty of ended) {
    const before = last(moves, state);
    if (before.endedAt !== null || before.children[duty]?.endedAt !== null) continue;
    const event = { type: 'childEnded', duty } as const;
    const advanced = advance(world, before, event, now);
    if (!advanced.ok) {
      throw new Error(`The end of a case was refused to the one that opened it: ${advanced.refusal.code}.`);
    }
    moves.push({ event, at: now, state: advanced.state, effects: advanced.effects });
  }
  return moves;
}

/** That somebody could not be reached, once for each message: recorded under the message's own id. */
export function playUnreached(
  world: World,
  state: CaseState,
  missed: readonly Missed[],
  now: Instant,
): readonly Move[] {
  const moves: Move[] = [];
  for (const { messageId, ...what } of missed) {
    const event = { type: 'unreached', ...what } as const;
    const advanced = advance(world, last(moves, state), event, now);
    if (!advanced.ok) throw new Error(`That somebody was not reached was refused: ${advanced.refusal.code}.`);
    moves.push({ event, at: now, state: advanced.state, effects: advanced.effects, eventId: messageId });
  }
  return moves;
}

/**
 * What agencies confirmed by their links, each at the instant at which they did: what fell due before it is played before.
 * Where time was played beyond it meanwhile, it says when it was.
 */
export function playPressed(
  world: World,
  state: CaseState,
  pressed: readonly Pressed[],
  now: Instant,
): readonly Move[] {
  const moves: Move[] = [];
  for (const { linkId: eventId, step, at: saidAt, sealed } of pressed) {
    const at = Math.min(Math.max(saidAt, last(moves, state).playedTo), now);
    moves.push(...playTime(world, last(moves, state), at));
    const when = saidAt < at ? { happenedAt: saidAt } : {};
    const event = { type: 'confirmed', step, ...when } as const;
    const advanced = advance(world, last(moves, state), event, at);
    if (!advanced.ok) throw new Error(`What an agency confirmed was refused: ${advanced.refusal.code}.`);
    moves.push({ event, at, state: advanced.state, effects: advanced.effects, eventId, sealed });
  }
  return moves;
}

/**
 * An edit of what a case goes by, or of who is there, once time was played as it was before. It is recorded where
 * something came of it, and always where the case pins another calendar or chain from then on.
 */
export function playChange(
  { event, after, eventId, pins }: ChangeCause,
  world: World,
  state: CaseState,
  now: Instant,
): readonly Move[] {
  if (state.endedAt !== null) return [];
  const advanced = advance(after(world), state, event, now);
  if (!advanced.ok) throw new Error(`A change was refused to a case: ${advanced.refusal.code}.`);
  const isQuiet = advanced.effects.length === 0 && changedDuties(state, advanced.state).length === 0;
  if (isQuiet && pins === null) return [];
  const pinned = pins === null ? {} : { pins };
  return [{ event, at: now, state: advanced.state, effects: advanced.effects, eventId, ...pinned }];
}

/** One act. Refused, it leaves the case as it is. */
export function playAct(world: World, state: CaseState, event: CaseEvent, now: Instant): Moved {
  const advanced = advance(world, state, event, now);
  if (!advanced.ok) return { moves: [], refusal: advanced.refusal };
  return { moves: [{ event, at: now, state: advanced.state, effects: advanced.effects }], refusal: null };
}

/** The reducer keeps what it did not touch, so a duty that is another object is one that changed. */
export function changedDuties(before: CaseState | null, after: CaseState): readonly Duty[] {
  return Object.values(after.duties).filter((duty) => before?.duties[duty.key] !== duty);
}
