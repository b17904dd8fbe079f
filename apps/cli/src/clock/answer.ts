import { describeDue, explainDue } from '@trustward/chain';
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

export function answerTo(line: Line): Answer {
  try {
    const { clock, start, pauses, calendar: asked } = readLine(line);
    const calendar = calendarOf(asked);
    const { due, provisional, why } = explainDue(calendar, clock, start, pauses);
    if (due === null) return { due, local: 'not due while it stands still', why, provisional };
    return { due: new Date(due).toISOString(), local: describeDue(calendar, due), why, provisional };
  } catch (error) {
    if (error instanceof Unreadable) return { error: error.message };
    // Nesting has no bound in JSON, and what reads it is recursive.
    if (error instanceof RangeError) return { error: 'The line is nested too deep.' };
    throw error;
  }
}
