import { consequences } from './consequences.ts';
import { owedDuties } from './duties.ts';
import { endIfOver } from './ending.ts';
import { keepPeople } from './keep-appointed.ts';
import { nextWake } from './next-wake.ts';
import { playDuty } from './play-duty.ts';
import type { Progress } from './progress.ts';
import { tellSince } from './tell-since.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';

/** Plays everything that falls due up to an instant, each at its own, so that one call or many come to the same. */
export function playUntil(world: World, progress: Progress, until: Instant): Progress {
  let { state } = progress;
  // Gathered here, once each: weeks of an hourly rung would else be copied with every turn of it.
  const effects = [...progress.effects];
  for (let wake = nextWake(state); wake !== null && wake <= until; wake = nextWake(state)) {
    const before = state;
    const played = playAt(world, { state, effects: [] }, Math.max(wake, before.playedTo));
    effects.push(...played.effects);
    ({ state } = played);
    // A wake that nothing comes of would come again for ever; whoever keeps the case sees that it stays past.
    if (nextWake(state) === wake && state.duties === before.duties) break;
  }
  return { state, effects };
}

/** Owners come first: nobody is told of a case from which they have been excluded since. */
function playAt(world: World, progress: Progress, at: Instant): Progress {
  const reached = { ...progress, state: { ...progress.state, playedTo: at } };
  const owned = keepPeople(world, reached, at);
  const played = owedDuties(world, owned.state).reduce(
    (soFar, [step, duty]) => playDuty(world, soFar, step, duty, at),
    owned,
  );
  const ended = endIfOver(world, consequences(world, played, at, null), at);
  return tellSince(progress.state, ended, at, null);
}
