import { consequences } from './consequences.ts';
import { endIfOver, justClosing } from './ending.ts';
import { keepPeople, openAgain } from './keep-appointed.ts';
import { playUntil } from './play.ts';
import type { Progress } from './progress.ts';
import type { CaseState } from './state.ts';
import { tellSince } from './tell-since.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';
import type { Step } from '../language/step.ts';

/**
 * Draws every consequence of what happened: owners, holds, clocks, steps that open or are no longer needed, and what is
 * late from the moment it opens, because it is counted from an earlier one.
 */
export function settle(
  world: World,
  progress: Progress,
  now: Instant,
  doer: string | null,
  before: CaseState,
): Progress {
  const reached = { ...progress, state: { ...progress.state, playedTo: now } };
  const closing = justClosing(world, reached.state);
  const drawn = consequences(world, keepPeople(world, reached, now), now, doer);
  const ended = endIfOver(world, drawn, now, closing);
  const asked = closing === undefined ? ended : askedAgain(world, ended, closing, now);
  return playUntil(world, tellSince(before, asked, now, doer), now);
}

/** What closing a case brought up is done first; then somebody looks anew whether it can close. */
function askedAgain(world: World, progress: Progress, closing: Step, now: Instant): Progress {
  return progress.state.endedAt === null
    ? consequences(world, openAgain(world, progress, closing, now), now, null)
    : progress;
}
