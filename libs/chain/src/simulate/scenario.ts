import * as z from 'zod/mini';
import { happening } from './happening.ts';
import { localDate, localTime, timeOfDay } from './local-words.ts';
import { PARTS } from './part.ts';
import type { Part } from './part.ts';
import { contact, personName, someone, stepOrSteps, wait } from './scenario-words.ts';
import { post, role } from '../language/names.ts';
import { code, pair, sentence, slug } from '../language/words.ts';

/** Days and terms that differ from the calendar the scenario is played on. */
const calendarChange = z.strictObject({
  holidays: z.optional(z.array(localDate).check(z.maxLength(400))),
  notHolidays: z.optional(z.array(localDate).check(z.maxLength(400))),
  /** First and last day of each term; half-term lies between two. */
  terms: z.optional(z.array(pair(localDate)).check(z.maxLength(100))),
  insetDays: z.optional(z.array(localDate).check(z.maxLength(400))),
  schoolDayStarts: z.optional(timeOfDay),
});
export type CalendarChange = z.infer<typeof calendarChange>;

/** When somebody works: from, until, on which days; or whenever they are rung. */
const hours = z.union([
  z.literal('always'),
  z
    .strictObject({
      from: timeOfDay,
      until: timeOfDay,
      on: z._default(z.enum(['workingDays', 'schoolDays', 'everyDay']), 'workingDays'),
    })
    .check(z.refine(({ from, until }) => from < until, 'A working day begins before it ends.')),
]);
export type Hours = z.infer<typeof hours>;

const person = z.strictObject({
  name: personName,
  posts: z._default(z.array(post).check(z.maxLength(10)), []),
  part: z.optional(z.enum(Object.keys(PARTS) as [Part, ...Part[]])),
  /** Suspended: away, and told nothing. */
  away: z._default(
    z
      .array(
        z.strictObject({
          from: localTime,
          until: z.optional(localTime),
          suspended: z.optional(z.literal(true)),
        }),
      )
      .check(z.maxLength(40)),
    [],
  ),
  hours: z.optional(hours),
});
export type Person = z.infer<typeof person>;

/** How a duty is dealt with by whoever has it. The first rule that fits counts; where none does, nobody acts. */
const acting = z.strictObject({
  who: z.optional(someone),
  step: z.optional(stepOrSteps),
  never: z.optional(z.literal(true)),
  /** How long after being asked, of the time in which they work. */
  waits: z.optional(wait),
  /** From where the waiting counts. Rounds after the first count from a reminder. */
  from: z.optional(z.enum(['asked', 'reminded'])),
  saysInHand: z.optional(wait),
  /** Several: one for each round, the last for all that follow. */
  outcome: z.optional(z.union([code, z.array(code).check(z.minLength(1), z.maxLength(50))])),
  answers: z.optional(z.record(slug, code)),
  dates: z.optional(z.record(slug, localTime)),
  appoints: z.optional(z.partialRecord(role, personName)),
  contacts: z.optional(z.record(z.string().check(z.maxLength(60)), contact)),
  leavesOut: z.optional(z.array(z.string().check(z.maxLength(60))).check(z.maxLength(50))),
  /** They say that it happened so long after they were asked, though they record it only now. */
  happened: z.optional(wait),
  emergency: z.optional(code),
  handsOver: z.optional(z.strictObject({ to: personName, as: role })),
});
export type Acting = z.infer<typeof acting>;

/** How something is answered that another must agree to. */
const agreeing = z.strictObject({
  who: z.optional(someone),
  step: z.optional(stepOrSteps),
  says: z.enum(['yes', 'no', 'nothing']),
  waits: z.optional(wait),
});
export type Agreeing = z.infer<typeof agreeing>;

export const scenario = z.strictObject({
  scenario: z.literal(1),
  title: sentence,
  sentence: z.optional(sentence),
  calendar: z._default(calendarChange, {}),
  /** When people work unless it is said beside them. */
  hours: z._default(hours, { from: '08:30', until: '17:00', on: 'workingDays' }),
  opens: z.strictObject({
    at: localTime,
    /** When it became known, if not when it was reported. */
    aware: z.optional(localTime),
    by: personName,
    facts: z._default(z.record(slug, code), {}),
  }),
  /** The scenario ends then, if the case has not closed before. */
  until: localTime,
  mostEvents: z._default(z.int().check(z.gte(1), z.lte(2_000)), 400),
  people: z.array(person).check(z.minLength(1), z.maxLength(60)),
  acts: z._default(z.array(acting).check(z.maxLength(200)), []),
  /** How soon those who act say that they have in hand what asks to be said so. */
  saysInHand: z.optional(wait),
  agrees: z._default(z.array(agreeing).check(z.maxLength(50)), []),
  happens: z._default(z.array(happening(calendarChange)).check(z.maxLength(100)), []),
  /** How long after it was opened each case of another procedure ends; absent: never. */
  childCasesEndAfter: z.optional(z.strictObject({ days: z.int().check(z.gte(0), z.lte(1_000)) })),
});
export type Scenario = z.infer<typeof scenario>;
