import type { CaseEvent } from './event.ts';
import { answerMistake } from './form-mistake.ts';
import type { Progress } from './progress.ts';
import { refuse } from './refuse.ts';
import type { Refused } from './refuse.ts';
import type { World } from './world.ts';
import { HOUR } from '../clock/civil.ts';
import type { Instant } from '../clock/calendar.ts';

/** Nobody reports what they have known for longer than this; such a date is a slip of the hand. */
const AWARE_WITHIN_YEARS = 30;
const YEAR = 365.25 * 24 * HOUR;

type Opened = Extract<CaseEvent, { type: 'opened' }>;

/** Opens a case. Its clocks run from awareness, up to thirty years ago. */
export function actOpened(world: World, event: Opened, now: Instant): Progress | Refused {
  if (!Number.isSafeInteger(event.awareAt) || event.awareAt > now) {
    return refuse('future', 'The time when this became known lies in the future.');
  }
  if (event.awareAt < now - AWARE_WITHIN_YEARS * YEAR) {
    return refuse(
      'tooLongAgo',
      `The time when this became known lies more than ${AWARE_WITHIN_YEARS} years back.`,
    );
  }
  const wrong = answerMistake(world, event.facts);
  if (wrong !== null) return wrong;
  return {
    state: {
      language: 2,
      drill: event.drill,
      openedAt: now,
      awareAt: event.awareAt,
      facts: { ...event.facts },
      playedTo: now,
      duties: {},
      events: {},
      holds: {},
      appointed: event.by === undefined ? {} : { reporter: event.by },
      recused: event.recused ?? [],
      children: {},
      mistakeAskedBy: null,
      endedAt: null,
      endedAs: null,
    },
    effects: [],
  };
}
