import * as z from 'zod';
import { happening } from './happening.ts';
import { localDate, localTime, timeOfDay } from './local-words.ts';
import { PARTS } from './part.ts';
import type { Part } from './part.ts';
import { contact, personName, someone, stepOrSteps, wait } from './scenario-words.ts';
import { post, role } from '../language/names.ts';
import { code, sentence, slug } from '../language/words.ts';

/** Days and terms that differ from the calendar the scenario is played on. */
const calendarChange = z.strictObject({
  holidays: z.array(localDate).max(400).optional(),
  notHolidays: z.array(localDate).max(400).optional(),
  /** First and last day of each term; half-term lies between two. */
  terms: z
    .array(z.tuple([localDate, localDate]))
    .max(100)
    .optional(),
  insetDays: z.array(localDate).max(400).optional(),
  schoolDayStarts: timeOfDay.optional(),
});
export type CalendarChange = z.infer<typeof calendarChange>;

/** When somebody works: from, until, on which days; or whenever they are rung. */
const hours = z.union([
  z.literal('always'),
  z
    .strictObject({
      from: timeOfDay,
      until: timeOfDay,
      on: z.enum(['workingDays', 'schoolDays', 'everyDay']).default('workingDays'),
    })
    .refine(({ from, until }) => from < until, 'A working day begins before it ends.'),
]);
export type Hours = z.infer<typeof hours>;

const person = z.strictObject({
  name: personName,
  posts: z.array(post).max(10).default([]),
  part: z.enum(Object.keys(PARTS) as [Part, ...Part[]]).optional(),
  /** Suspended: away, and told nothing. */
  away: z
    .array(
      z.strictObject({ from: localTime, until: localTime.optional(), suspended: z.literal(true).optional() }),
    )
    .max(40)
    .default([]),
  hours: hours.optional(),
});
export type Person = z.infer<typeof person>;

/** How a duty is dealt with by whoever has it. The first rule that fits counts; where none does, nobody acts. */
const acting = z.strictObject({
  who: someone.optional(),
  step: stepOrSteps.optional(),
  never: z.literal(true).optional(),
  /** How long after being asked, of the time in which they work. */
  waits: wait.optional(),
  /** From where the waiting counts. Rounds after the first count from a reminder. */
  from: z.enum(['asked', 'reminded']).optional(),
  saysInHand: wait.optional(),
  /** Several: one for each round, the last for all that follow. */
  outcome: z.union([code, z.array(code).min(1).max(50)]).optional(),
  answers: z.record(slug, code).optional(),
  dates: z.record(slug, localTime).optional(),
  appoints: z.partialRecord(role, personName).optional(),
  contacts: z.record(z.string().max(60), contact).optional(),
  leavesOut: z.array(z.string().max(60)).max(50).optional(),
  /** They say that it happened so long after they were asked, though they record it only now. */
  happened: wait.optional(),
  emergency: code.optional(),
  handsOver: z.strictObject({ to: personName, as: role }).optional(),
});
export type Acting = z.infer<typeof acting>;

/** How something is answered that another must agree to. */
const agreeing = z.strictObject({
  who: someone.optional(),
  step: stepOrSteps.optional(),
  says: z.enum(['yes', 'no', 'nothing']),
  waits: wait.optional(),
});
export type Agreeing = z.infer<typeof agreeing>;

export const scenario = z.strictObject({
  scenario: z.literal(1),
  title: sentence,
  sentence: sentence.optional(),
  calendar: calendarChange.default({}),
  /** When people work unless it is said beside them. */
  hours: hours.default({ from: '08:30', until: '17:00', on: 'workingDays' }),
  opens: z.strictObject({
    at: localTime,
    /** When it became known, if not when it was reported. */
    aware: localTime.optional(),
    by: personName,
    facts: z.record(slug, code).default({}),
  }),
  /** The scenario ends then, if the case has not closed before. */
  until: localTime,
  mostEvents: z.int().min(1).max(2_000).default(400),
  people: z.array(person).min(1).max(60),
  acts: z.array(acting).max(200).default([]),
  /** How soon those who act say that they have in hand what asks to be said so. */
  saysInHand: wait.optional(),
  agrees: z.array(agreeing).max(50).default([]),
  happens: z.array(happening(calendarChange)).max(100).default([]),
  /** How long after it was opened each case of another procedure ends; absent: never. */
  childCasesEndAfter: z.strictObject({ days: z.int().min(0).max(1_000) }).optional(),
});
export type Scenario = z.infer<typeof scenario>;
