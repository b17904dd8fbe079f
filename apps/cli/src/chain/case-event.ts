import { isPost, REASONS, role, ROLES, UNREACHED } from '@trustward/chain';
import type { CaseRole, Role } from '@trustward/chain';
import * as z from 'zod';
import { instant } from '../clock/instant.ts';

/** As a case keeps it, or as people write it. */
export const moment = z.union([z.int(), instant], {
  error: 'Write an instant in milliseconds since 1970, or such as 2026-03-27T16:00:00Z.',
});
/** Somebody, or something of a chain, by the id it goes by. */
export const id = z.string().min(1).max(100);

const codes = z.record(id, id);
const caseRoles = (Object.keys(ROLES) as Role[]).filter((one) => !isPost(one));
const learned = z.strictObject({
  facts: codes.exactOptional(),
  dates: z.record(id, moment).exactOptional(),
  appointed: z.partialRecord(z.enum(caseRoles as CaseRole[]), id).exactOptional(),
  contacts: z.record(id, z.enum(['advice', 'referral'])).exactOptional(),
});

const by = { by: id };
const asRead = {
  owed: z.record(id, z.int()).exactOptional(),
  known: z.record(id, z.string()).exactOptional(),
};
const answering = { asked: moment.exactOptional() };
const onDuty = { ...by, step: id, version: z.int() };
const asked = { ...onDuty, reason: id };
const answered = { ...onDuty, to: z.enum(['done', 'waiver', 'handOver', 'pause']) };

/** Everything that can happen to a case, as it is recorded. */
export const caseEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('opened'),
    by: id.exactOptional(),
    awareAt: moment,
    facts: codes,
    drill: z.boolean(),
    recused: z.array(id).exactOptional(),
  }),
  z.strictObject({
    type: z.literal('done'),
    ...onDuty,
    outcome: id.exactOptional(),
    happenedAt: moment.exactOptional(),
    supplied: z.array(id).max(200),
    learned: learned.exactOptional(),
    emergency: id.exactOptional(),
  }),
  z.strictObject({ type: z.literal('acknowledged'), ...onDuty }),
  z.strictObject({ type: z.literal('takenOver'), ...onDuty, as: role }),
  z.strictObject({ type: z.literal('handOverAsked'), ...onDuty, to: id, as: role }),
  z.strictObject({ type: z.literal('waiverAsked'), ...asked }),
  z.strictObject({ type: z.literal('pauseAsked'), ...asked }),
  z.strictObject({ type: z.literal('resumed'), ...onDuty }),
  z.strictObject({ type: z.literal('agreed'), ...answered }),
  z.strictObject({ type: z.literal('declined'), ...answered }),
  z.strictObject({ type: z.literal('recused'), ...by }),
  z.strictObject({ type: z.literal('learned'), ...by, facts: codes }),
  z.strictObject({ type: z.literal('eventRecorded'), ...by, event: id, date: moment.exactOptional() }),
  z.strictObject({ type: z.literal('releaseAsked'), ...by, hold: id }),
  z.strictObject({ type: z.literal('releaseGranted'), ...by, hold: id, ...asRead, ...answering }),
  z.strictObject({ type: z.literal('releaseDeclined'), ...by, hold: id, ...answering }),
  z.strictObject({ type: z.literal('mistakeAsked'), ...by, ...asRead }),
  z.strictObject({ type: z.literal('mistakeAgreed'), ...by, ...asRead, ...answering }),
  z.strictObject({ type: z.literal('mistakeDeclined'), ...by, ...answering }),
  z.strictObject({ type: z.literal('confirmed'), step: id, happenedAt: moment.exactOptional() }),
  z.strictObject({ type: z.literal('childEnded'), duty: id }),
  z.strictObject({
    type: z.literal('unreached'),
    person: id,
    of: z.string().min(1).max(5_000),
    because: z.enum(REASONS),
    about: id.nullable(),
    why: z.enum(UNREACHED),
  }),
  z.strictObject({ type: z.literal('peopleChanged') }),
  z.strictObject({ type: z.literal('calendarChanged') }),
  z.strictObject({ type: z.literal('limitsChanged') }),
  z.strictObject({ type: z.literal('clockMoved'), ...by, to: moment }),
  z.strictObject({ type: z.literal('timePassed') }),
]);
