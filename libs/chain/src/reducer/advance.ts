import { actClockMoved } from './act-clock-moved.ts';
import { actDone } from './act-done.ts';
import { actOpened } from './act-opened.ts';
import { actTakenOver } from './act-taken-over.ts';
import type { Advance, CaseEvent } from './event.ts';
import { playUntil } from './play.ts';
import type { Progress } from './progress.ts';
import { isRefused, refuse } from './refuse.ts';
import type { Refused } from './refuse.ts';
import { settle } from './settle.ts';
import type { CaseState } from './state.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';

/**
 * What becomes of a case because of an event, and what must be done in the world. Total, pure and deterministic. What
 * fell due up to `now` is played first, each thing at its own instant, so an act at its deadline finds it late.
 */
export function advance(world: World, state: CaseState | null, event: CaseEvent, now: Instant): Advance {
  const acted = act(world, state, event, now);
  if (isRefused(acted)) return { ok: false, refusal: acted.refusal };
  return { ok: true, ...settle(world, acted, now, event.type === 'done' ? event.by : null) };
}

function act(world: World, state: CaseState | null, event: CaseEvent, now: Instant): Progress | Refused {
  if (!Number.isSafeInteger(now)) return refuse('backwards', 'This is not a time.');
  if (state === null) {
    return event.type === 'opened'
      ? actOpened(world, event, now)
      : refuse('notOpen', 'This case is not open yet.');
  }
  if (now < state.playedTo) return refuse('backwards', 'Time in a case never runs backwards.');
  return actOnOpenCase(world, playUntil(world, { state, effects: [] }, now), event, now);
}

function actOnOpenCase(world: World, played: Progress, event: CaseEvent, now: Instant): Progress | Refused {
  switch (event.type) {
    case 'timePassed':
      return played;
    case 'done':
      return actDone(world, played, event, now);
    case 'takenOver':
      return actTakenOver(world, played, event, now);
    case 'clockMoved':
      return actClockMoved(world, played, event, now);
    case 'opened':
      return refuse('alreadyOpened', 'This case is open already.');
    default:
      return refuse('unknownEvent', 'This kind of event is not known.');
  }
}
