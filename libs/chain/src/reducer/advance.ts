import { actAnswered } from './act-answered.ts';
import { actAsked } from './act-asked.ts';
import { actClockMoved } from './act-clock-moved.ts';
import { actConfirmed } from './act-confirmed.ts';
import { actDone } from './act-done.ts';
import {
  actChildEnded,
  actEventRecorded,
  actLearned,
  actMistakeAgreed,
  actMistakeAsked,
  actMistakeDeclined,
  actRecused,
  actReleaseAsked,
  actReleaseDeclined,
  actReleaseGranted,
} from './act-on-case.ts';
import { actAcknowledged, actTakenOver } from './act-on-duty.ts';
import { actOpened } from './act-opened.ts';
import { actResumed } from './act-resumed.ts';
import { actUnreached, forgetReached } from './act-unreached.ts';
import type { Advance, CaseEvent } from './event.ts';
import { playUntil } from './play.ts';
import type { Progress } from './progress.ts';
import { isRefused, refuse } from './refuse.ts';
import type { Refused } from './refuse.ts';
import { reschedule } from './reschedule.ts';
import { settle } from './settle.ts';
import type { CaseState } from './state.ts';
import { outsideTheLine } from './subject-line.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';

/**
 * What becomes of a case because of an event, and what must be done in the world. Total, pure and deterministic. What
 * fell due up to `now` is played first, each thing at its own instant, so an act at its deadline finds it late.
 */
export function advance(world: World, state: CaseState | null, event: CaseEvent, now: Instant): Advance {
  if (!Number.isSafeInteger(now)) return refused(refuse('backwards', 'This is not a time.'));
  if (state !== null && now < state.playedTo) {
    return refused(refuse('backwards', 'Time in a case never runs backwards.'));
  }
  const played = state === null ? null : playUntil(world, { state, effects: [] }, now);
  const acted = act(world, played?.state ?? null, event, now);
  if (isRefused(acted)) return refused(acted);
  const { state: settled, effects } = settle(world, acted, now, doerOf(event), (played ?? acted).state);
  // Who hears of what fell due before the act is not for the act to say.
  const before = played === null ? [] : outsideTheLine(world, played.state, played.effects);
  const after = outsideTheLine(world, settled, effects);
  return { ok: true, state: forgetReached(settled), effects: [...before, ...after] };
}

const refused = ({ refusal }: Refused): Advance => ({ ok: false, refusal });

/** Whose act it is that may open steps, so that the next one stays with them; or says no, of which they need not hear. */
function doerOf(event: CaseEvent): string | null {
  return event.type === 'done' || event.type === 'declined' ? event.by : null;
}

const UNKNOWN = refuse('unknownEvent', 'This kind of event is not known.');

/** Whether an event from elsewhere has what it is looked at by. */
function isWhole(event: CaseEvent | null | undefined): boolean {
  if (event === null || event === undefined) return false;
  if (event.type === 'done') return Array.isArray(event.supplied);
  if ('owed' in event && !isMap(event.owed)) return false;
  if ('known' in event && !isMap(event.known)) return false;
  return (event.type !== 'opened' && event.type !== 'learned') || typeof event.facts === 'object';
}

const isMap = (read: unknown): boolean => read === undefined || typeof read === 'object';

function act(world: World, state: CaseState | null, event: CaseEvent, now: Instant): Progress | Refused {
  // What comes from elsewhere may leave empty what its type does not; only what it is about is none, for the whole case.
  if (!isWhole(event) || Object.values<unknown>({ ...event, about: '' }).includes(null)) return UNKNOWN;
  if (state === null) {
    return event.type === 'opened'
      ? actOpened(world, event, now)
      : refuse('notOpen', 'This case is not open yet.');
  }
  return actOnOpenCase(world, { state, effects: [] }, event, now);
}

function actOnOpenCase(world: World, played: Progress, event: CaseEvent, now: Instant): Progress | Refused {
  switch (event.type) {
    case 'timePassed':
    case 'peopleChanged':
      return played;
    case 'calendarChanged':
      return reschedule(world, played, 'calendar', now);
    case 'limitsChanged':
      return reschedule(world, played, 'limits', now);
    case 'done':
      return actDone(world, played, event, now);
    case 'acknowledged':
      return actAcknowledged(world, played, event, now);
    case 'takenOver':
      return actTakenOver(world, played, event, now);
    case 'waiverAsked':
    case 'handOverAsked':
    case 'pauseAsked':
      return actAsked(world, played, event, now);
    case 'agreed':
    case 'declined':
      return actAnswered(world, played, event, now);
    case 'resumed':
      return actResumed(world, played, event, now);
    case 'recused':
      return actRecused(world, played, event);
    case 'learned':
      return actLearned(world, played, event, now);
    case 'eventRecorded':
      return actEventRecorded(world, played, event, now);
    case 'releaseAsked':
      return actReleaseAsked(world, played, event, now);
    case 'releaseGranted':
      return actReleaseGranted(world, played, event, now);
    case 'releaseDeclined':
      return actReleaseDeclined(world, played, event, now);
    case 'mistakeAsked':
      return actMistakeAsked(world, played, event, now);
    case 'mistakeAgreed':
      return actMistakeAgreed(world, played, event, now);
    case 'mistakeDeclined':
      return actMistakeDeclined(world, played, event, now);
    case 'confirmed':
      return actConfirmed(world, played, event, now);
    case 'childEnded':
      return actChildEnded(played, event, now);
    case 'unreached':
      return actUnreached(world, played, event, now);
    case 'clockMoved':
      return actClockMoved(world, played, event, now);
    case 'opened':
      return refuse('alreadyOpened', 'This case is open already.');
    default:
      return UNKNOWN;
  }
}
