import * as z from 'zod/mini';
import { moment } from './moment.ts';
import { party, role } from './names.ts';
import { code, options, slug } from './words.ts';
import { length, limit } from '../clock/length.ts';

/**
 * From which instant a clock runs: when the matter became known, when the step came up, what came before the step
 * (`after`), or any moment the case has seen.
 */
const clockStart = z.union([z.enum(['awareness', 'opening', 'after']), moment], {
  error:
    'A clock runs from "awareness", from "opening", from "after", or from a moment such as { done: step }.',
});
export type ClockStart = z.infer<typeof clockStart>;

/** Local time of day. */
export const timeOfDay = z
  .string()
  .check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time of day as 17:00.'));

/** Who may stop a clock, for which reasons, with whose agreement, and for how long at most. It never moves a floor. */
const pause = z.strictObject({
  reasons: options,
  by: z.array(role).check(z.minLength(1)),
  agreedBy: z.array(role).check(z.minLength(1)),
  atMost: z.optional(length),
});

const base = {
  /** Whose time it is: ours, unless an agency's is named. What they owe is never a breach of ours. */
  whose: z.optional(party),
  /** The setting that local authority, trust or school may give another length. */
  setBy: z.optional(code),
  /** The length that none may exceed; nothing below moves it later. Filled in where a layer says floor. */
  floor: z.optional(limit),
  /** At a weekend or on a holiday: is the first working day after it day 1, or only the day it counts as known? */
  weekendStart: z.optional(z.enum(['strict', 'lenient'])),
  /** Days end when the office closes, not at midnight. A start after that may count as the next day's. */
  close: z.optional(
    z.strictObject({ at: timeOfDay, startAfterIt: z._default(z.enum(['sameDay', 'nextDay']), 'sameDay') }),
  ),
  /** What becomes of a due day on which nobody works. */
  roll: z.optional(z.enum(['forward', 'back'])),
  mayPause: z.optional(pause),
};

export const clock = z.union(
  [
    z.strictObject({ ...base, within: limit, from: clockStart }),
    /** Leads up to the date that an event carries: a report two working days before a conference. */
    z.strictObject({ ...base, before: length, event: slug }),
  ],
  {
    error:
      'A clock is { within: a limit, from: … } or { before: a length, event: … }, with options beside it.',
  },
);
export type Clock = z.infer<typeof clock>;
/** A clock that runs on from a moment. */
export type RunningClock = Extract<Clock, { within: unknown }>;
