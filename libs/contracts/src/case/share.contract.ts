import { DUTY_STATES } from '@trustward/chain';
import * as z from 'zod';
import { dangerNumbers } from '../concern/numbers.contract.ts';
import { ASKED_FOR, dutyClock, person } from '../duty/duty.contract.ts';
import { eventId, id, instant, reference } from '../shared/primitives.ts';
import { line } from '../shared/written.ts';
import { SHARED_PARTS, caseShare, childShown, timelineEntry } from './case.contract.ts';

const part = z.enum(SHARED_PARTS, 'Choose how much they see');

export const SHARE_DAYS = 30;
/** One school year. */
export const SHARE_MAX_DAYS = 365;

export const giveShare = z
  .strictObject({
    eventId,
    to: z.uuid('Choose a colleague').toLowerCase(),
    part,
    days: z.coerce
      .number('Enter for how many days')
      .int('Enter whole days')
      .min(1, 'Enter at least one day')
      .max(SHARE_MAX_DAYS, `Enter ${SHARE_MAX_DAYS} days at most`)
      .default(SHARE_DAYS),
    reason: line('Say why they need to know'),
  })
  .meta({ id: 'GiveShare' });
export type GiveShare = z.infer<typeof giveShare>;

/** Ending it twice is ending it once. */
export const endShare = z.strictObject({ eventId }).meta({ id: 'EndShare' });
export type EndShare = z.infer<typeof endShare>;

/** For whoever may let others see a case: who can now, and whom one might choose. */
export const caseShares = z
  .object({
    items: z.array(caseShare),
    people: z.array(person.extend({ school: z.string().nullable() })),
    now: instant,
  })
  .meta({ id: 'CaseShares' });
export type CaseShares = z.infer<typeof caseShares>;

const shared = z.object({
  caseId: id,
  reference,
  school: z.string(),
  drill: z.boolean(),
  part: z.enum(SHARED_PARTS),
  givenBy: z.string(),
  givenAt: instant,
  until: instant,
});

/** The cases that one was let see; initials and year group at most. */
export const sharedList = z
  .object({ items: z.array(shared.extend({ child: z.string() })), now: instant })
  .meta({ id: 'SharedList' });
export type SharedList = z.infer<typeof sharedList>;

const sharedTask = z.object({
  step: z.string(),
  title: z.string(),
  sentence: z.string(),
  state: z.enum(DUTY_STATES),
  owner: person.nullable(),
  clock: dutyClock.nullable(),
  theirs: z.string().nullable(),
  /** What was asked for on it, by whom, and who has agreed: without the words that were written. */
  asked: z.object({ for: z.enum(ASKED_FOR), by: z.string(), agreedBy: z.array(z.string()) }).nullable(),
});

const sharedDone = z.object({
  step: z.string(),
  title: z.string(),
  state: z.enum(DUTY_STATES),
  doneBy: z.string().nullable(),
  endedAt: instant.nullable(),
  outcome: z.string().nullable(),
  recorded: z.array(z.object({ label: z.string(), value: z.string() })),
});

/** A case as far as somebody was let see it: what is not theirs is null, and was never sent. */
export const sharedCase = shared
  .extend({
    now: instant,
    endedAt: instant.nullable(),
    child: childShown,
    /** Who leads: whoever owes what is next. Null where nobody does, or the record cannot be read. */
    lead: person.nullable(),
    numbers: dangerNumbers,
    plan: z
      .object({
        tasks: z.array(sharedTask),
        holds: z.array(z.object({ id: z.string(), title: z.string(), sentence: z.string() })),
      })
      .nullable(),
    record: z
      .object({
        title: z.string(),
        account: z.string(),
        answers: z.array(z.object({ question: z.string(), answer: z.string() })),
        done: z.array(sharedDone),
        /** The latest of what happened. */
        timeline: z.array(timelineEntry),
      })
      .nullable(),
  })
  .meta({ id: 'SharedCase' });
export type SharedCase = z.infer<typeof sharedCase>;
