import * as z from 'zod/mini';
import { localTime } from './local-words.ts';
import { personName } from './scenario-words.ts';
import { post } from '../language/names.ts';
import { code, slug } from '../language/words.ts';

const at = { at: localTime };
const by = { ...at, by: personName };
const onPerson = { ...at, person: personName };
const onStep = { ...by, step: slug };

/** Something that happens at a time of its own, whoever has which duty then. */
export function happening<C extends z.ZodMiniType>(calendarChange: C) {
  return z.discriminatedUnion('what', [
    z.strictObject({ what: z.literal('becomesSubject'), ...onPerson }),
    z.strictObject({ what: z.literal('isInvolved'), ...onPerson }),
    z.strictObject({ what: z.literal('clearedOfPart'), ...onPerson }),
    z.strictObject({ what: z.literal('takesPost'), ...onPerson, post }),
    z.strictObject({ what: z.literal('leavesPost'), ...onPerson, post }),
    z.strictObject({ what: z.literal('calendarChanges'), ...at, calendar: calendarChange }),
    z.strictObject({ what: z.literal('childCaseEnds'), ...at, step: slug }),
    z.strictObject({ what: z.literal('standsDown'), ...by }),
    z.strictObject({ what: z.literal('answers'), ...by, facts: z.record(slug, code) }),
    z.strictObject({ what: z.literal('records'), ...by, event: slug, date: z.optional(localTime) }),
    z.strictObject({ what: z.literal('takesOver'), ...onStep }),
    z.strictObject({ what: z.literal('asksToWaive'), ...onStep, reason: code }),
    z.strictObject({ what: z.literal('asksToPause'), ...onStep, reason: code }),
    z.strictObject({ what: z.literal('resumes'), ...onStep }),
    z.strictObject({ what: z.literal('asksRelease'), ...by, hold: slug }),
    z.strictObject({ what: z.literal('grantsRelease'), ...by, hold: slug }),
    z.strictObject({ what: z.literal('declinesRelease'), ...by, hold: slug }),
    z.strictObject({ what: z.literal('saysMistake'), ...by }),
    z.strictObject({ what: z.literal('agreesMistake'), ...by }),
    z.strictObject({ what: z.literal('declinesMistake'), ...by }),
  ]);
}
export type Happening = z.infer<ReturnType<typeof happening<z.ZodMiniType<unknown>>>>;
