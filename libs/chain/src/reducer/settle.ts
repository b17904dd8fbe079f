import { isOwed } from './duties.ts';
import { keepOwners } from './keep-owners.ts';
import { openSteps, startWaitingClocks } from './open-steps.ts';
import { playUntil } from './play.ts';
import type { Progress } from './progress.ts';
import type { CaseState } from './state.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';

/**
 * Draws every consequence of what happened: owners, clocks, steps that open, and what is late from the moment it opens,
 * because it is counted from an earlier one.
 */
export function settle(world: World, progress: Progress, now: Instant, doer: string | null): Progress {
  const owned = keepOwners(world, { ...progress, state: { ...progress.state, playedTo: now } }, now);
  const opened = openSteps(world, startWaitingClocks(world, owned, now), now, doer);
  const played = playUntil(world, opened, now);
  return { ...played, state: endIfDone(played.state, now) };
}

/** A case ends when nothing is owed: nothing can open any more without somebody's act. */
function endIfDone(state: CaseState, now: Instant): CaseState {
  if (state.endedAt !== null || Object.values(state.duties).some(isOwed)) return state;
  return { ...state, endedAt: now };
}
