import { consequences } from './consequences.ts';
import { endIfOver } from './ending.ts';
import { keepPeople } from './keep-appointed.ts';
import { playUntil } from './play.ts';
import type { Progress } from './progress.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';

/**
 * Draws every consequence of what happened: owners, holds, clocks, steps that open or are no longer needed, and what is
 * late from the moment it opens, because it is counted from an earlier one.
 */
export function settle(world: World, progress: Progress, now: Instant, doer: string | null): Progress {
  const reached = { ...progress, state: { ...progress.state, playedTo: now } };
  const drawn = consequences(world, keepPeople(world, reached, now), now, doer);
  return playUntil(world, endIfOver(world, drawn, now), now);
}
