import { isTrue } from './condition.ts';
import { instantOf } from './moments.ts';
import type { Progress } from './progress.ts';
import type { CaseState, PlacedHold } from './state.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';
import type { Hold } from '../language/hold.ts';
import { own } from '../language/own.ts';

/** Places every hold whose moment has come, and ends every one whose end has. A hold is placed once. */
export function moveHolds(world: World, progress: Progress, now: Instant): Progress {
  return Object.keys(world.chain.holds)
    .sort()
    .reduce((soFar, id) => moveHold(world, soFar, id, now), progress);
}

function moveHold(world: World, progress: Progress, id: string, now: Instant): Progress {
  const { state } = progress;
  const hold = world.chain.holds[id];
  if (hold === undefined) return progress;
  const placed = own(state.holds, id);
  if (placed === undefined) {
    return begins(world, state, hold)
      ? withHold(progress, id, { placedAt: now, endedAt: null, releaseAskedBy: null })
      : progress;
  }
  const isOver = placed.endedAt === null && instantOf(hold.until, state) !== null;
  return isOver ? withHold(progress, id, { ...placed, endedAt: now }) : progress;
}

function begins(world: World, state: CaseState, hold: Hold): boolean {
  return (
    (hold.from === undefined || instantOf(hold.from, state) !== null) &&
    instantOf(hold.until, state) === null &&
    (hold.when === undefined || isTrue(hold.when, world, state))
  );
}

export function withHold(progress: Progress, id: string, hold: PlacedHold): Progress {
  const { state } = progress;
  return { ...progress, state: { ...state, holds: { ...state.holds, [id]: hold } } };
}
