import { consequences } from './consequences.ts';
import { owedDuties } from './duties.ts';
import { endIfOver } from './ending.ts';
import { keepOwners } from './keep-owners.ts';
import { nextWake } from './next-wake.ts';
import { playDuty } from './play-duty.ts';
import type { Progress } from './progress.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';

/** Plays everything that falls due up to an instant, each at its own, so that one call or many come to the same. */
export function playUntil(world: World, progress: Progress, until: Instant): Progress {
  let played = progress;
  for (let wake = nextWake(played.state); wake !== null && wake <= until; wake = nextWake(played.state)) {
    const before = played;
    played = playAt(world, before, Math.max(wake, before.state.playedTo));
    // A wake that nothing comes of would come again for ever; whoever keeps the case sees that it stays past.
    if (nextWake(played.state) === wake && played.state.duties === before.state.duties) return played;
  }
  return played;
}

/** Owners come first: nobody is told of a case from which they have been excluded since. */
function playAt(world: World, progress: Progress, at: Instant): Progress {
  const reached = { ...progress, state: { ...progress.state, playedTo: at } };
  const owned = keepOwners(world, reached, at);
  const played = owedDuties(world, owned.state).reduce(
    (soFar, [step, duty]) => playDuty(world, soFar, step, duty, at),
    owned,
  );
  return endIfOver(world, consequences(world, played, at, null), at);
}
