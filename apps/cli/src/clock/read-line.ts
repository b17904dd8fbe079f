import { clock, limit } from '@trustward/chain';
import type { ClockRule, Pause } from '@trustward/chain';
import * as z from 'zod';
import { partial } from 'zod/mini';
import { lineCalendar } from './calendar-of-line.ts';
import type { LineCalendar } from './calendar-of-line.ts';
import { date, instant } from './instant.ts';
import type { Line } from './lines.ts';
import { read, Unreadable } from './unreadable.ts';

const MOST_PAUSES = 1_000;

const line = z.strictObject({
  start: instant.optional(),
  clock: z.record(z.string(), z.unknown(), {
    error: 'Write a clock, such as { "within": { "hours": 24 } }.',
  }),
  /** The date of the event that the clock leads up to. */
  event: z.union([instant, date], { error: 'Write an instant or a date, such as 2026-03-27.' }).optional(),
  pauses: z
    .array(
      z
        .strictObject({ from: instant, to: instant.nullable() })
        .refine(({ from, to }) => to === null || to >= from, { error: 'A pause ends before it begins.' }),
    )
    .max(MOST_PAUSES)
    .default([]),
  calendar: lineCalendar.optional(),
});

// As a chain writes them; where a clock begins is said by the line itself.
const [runningClock, leadingClock] = [
  partial(clock.def.options[0], { from: true }),
  partial(clock.def.options[1], { event: true }),
];

interface Asked {
  readonly clock: ClockRule;
  readonly start: number;
  readonly pauses: readonly Pause[];
  readonly calendar: LineCalendar | undefined;
}

/** What a line asks. Throws `Unreadable` with the sentence it is answered with. */
export function readLine(text: Line): Asked {
  const asked = read(line, parsed(text), '');
  const rule = clockOf(asked.clock);
  const start = 'before' in rule ? (asked.event ?? asked.start) : asked.start;
  if (start === undefined) {
    throw new Unreadable(
      'before' in rule
        ? 'event: Say the date of the event that the clock leads up to.'
        : 'start: Say when the clock starts.',
    );
  }
  return { clock: rule, start, pauses: asked.pauses, calendar: asked.calendar };
}

function parsed(text: Line): unknown {
  if (text === null) throw new Unreadable('The line is too long.');
  if (text.trim() === '') throw new Unreadable('The line is empty.');
  try {
    return JSON.parse(text);
  } catch (error) {
    // What is JSON only its parser knows, and its sentence says where it stopped.
    if (error instanceof SyntaxError) throw new Unreadable(`The line is not JSON: ${error.message}`);
    throw error;
  }
}

/** A whole clock, or a limit alone. */
function clockOf(value: Readonly<Record<string, unknown>>): ClockRule {
  if (Object.hasOwn(value, 'within')) return read(runningClock, value, 'clock');
  if (Object.hasOwn(value, 'before')) return read(leadingClock, value, 'clock');
  return { within: read(limit, value, 'clock') };
}
