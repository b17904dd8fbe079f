import { moveHolds } from './move-holds.ts';
import { openRoundsAgain, openSteps, startWaitingClocks } from './open-steps.ts';
import type { Progress } from './progress.ts';
import type { CaseState } from './state.ts';
import { supersede } from './supersede.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';

/** One thing leads to another until nothing does: each step opens, and each hold is placed and ended, only so often. */
export function consequences(world: World, progress: Progress, now: Instant, doer: string | null): Progress {
  let drawn = progress;
  for (let before: CaseState | null = null; before !== drawn.state && drawn.state.endedAt === null;) {
    before = drawn.state;
    drawn = openRoundsAgain(world, drawn, now, doer);
    drawn = moveHolds(world, drawn, now);
    drawn = supersede(world, drawn, now);
    drawn = startWaitingClocks(world, drawn, now);
    drawn = openSteps(world, drawn, now, doer);
  }
  return drawn;
}
