import { describeDue, ENGLAND, explainDue } from '@trustward/chain';
import type { CalendarSnapshot } from '@trustward/chain';
import { calendarOf } from './calendar-of-line.ts';
import { Unreadable } from './unreadable.ts';
import type { Line } from './lines.ts';
import { readLine } from './read-line.ts';

/** What a line is answered with. */
type Answer =
  | { readonly error: string }
  | {
      /** The first instant that is late, in UTC; null while a pause has no end. */
      readonly due: string | null;
      readonly local: string;
      readonly why: string;
      /** Whether working days stood in for days that the calendar does not know. */
      readonly provisional: boolean;
    };

/** The years of which it is known when London's clocks change. */
const CLOCKS_FROM = Date.UTC(1996, 0, 1);
const CLOCKS_TO = Date.UTC(2041, 0, 1);
const CLOCKS_UNKNOWN =
  'When clocks change in London is known from 1996 to 2040 only, so this is provisional.';

/** A calendar that brings its own changes of clocks speaks for itself. */
const knowsClocks = ({ offsets }: CalendarSnapshot, at: number): boolean =>
  offsets !== ENGLAND.offsets || (at >= CLOCKS_FROM && at < CLOCKS_TO);

export function answerTo(line: Line): Answer {
  try {
    const { clock, start, pauses, calendar: asked } = readLine(line);
    const calendar = calendarOf(asked);
    const explained = explainDue(calendar, clock, start, pauses);
    const { due } = explained;
    const isTold = knowsClocks(calendar, start) && (due === null || knowsClocks(calendar, due));
    const provisional = explained.provisional || !isTold;
    const why = isTold ? explained.why : `${explained.why} ${CLOCKS_UNKNOWN}`;
    if (due === null) return { due, local: 'not due while it stands still', why, provisional };
    return { due: new Date(due).toISOString(), local: describeDue(calendar, due), why, provisional };
  } catch (error) {
    if (error instanceof Unreadable) return { error: error.message };
    // Nesting has no bound in JSON, and what reads it is recursive.
    if (error instanceof RangeError) return { error: 'The line is nested too deep.' };
    throw error;
  }
}
