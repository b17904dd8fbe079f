import { newEventId } from '../shared/event-id.ts';
import type { Trouble } from '../shared/problem.ts';
import type { Draft } from './draft.ts';

/** Answers that say nothing about the report itself: it is kept and sent again. */
export const PASSING: ReadonlySet<Trouble['code']> = new Set([
  'offline',
  'unavailable',
  'unexpected',
  'tooSlow',
  'tooMany',
  'notSignedIn',
  // The session of this page is over, another began in the same browser.
  'forgeryRefused',
]);

const SENT_BEFORE =
  'A report begun as this one was already sent, and that one stands. This one was not taken. Nothing you wrote is lost: to report it too, send it again, and it is a new concern.';

/**
 * A report that was not taken, as it goes back to whoever wrote it. Where its id is spent on another report it gets a
 * new one, so that sending it again reports it.
 */
export const refusedDraft = (written: Draft, { code, detail }: Trouble): Draft => ({
  ...written,
  send: false,
  ...(code === 'stale' ? { eventId: newEventId(), refused: SENT_BEFORE } : { refused: detail }),
});
