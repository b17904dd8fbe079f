import * as z from 'zod';
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
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time of day as 17:00.');

/** Who may stop a clock, for which reasons, with whose agreement, and for how long at most. It never moves a floor. */
const pause = z.strictObject({
  reasons: options,
  by: z.array(role).min(1),
  agreedBy: z.array(role).min(1),
  atMost: length.optional(),
});

const base = {
  /** Whose time it is: ours, unless an agency's is named. What they owe is never a breach of ours. */
  whose: party.optional(),
  /** The setting that local authority, trust or school may give another length. */
  setBy: code.optional(),
  /** The length that none may exceed; nothing below moves it later. Filled in where a layer says floor. */
  floor: limit.optional(),
  /** At a weekend or on a holiday: is the first working day after it day 1, or only the day it counts as known? */
  weekendStart: z.enum(['strict', 'lenient']).optional(),
  /** Days end when the office closes, not at midnight. A start after that may count as the next day's. */
  close: z
    .strictObject({ at: timeOfDay, startAfterIt: z.enum(['sameDay', 'nextDay']).default('sameDay') })
    .optional(),
  /** What becomes of a due day on which nobody works. */
  roll: z.enum(['forward', 'back']).optional(),
  mayPause: pause.optional(),
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
