import { DUTY_STATES } from '@trustward/chain';
import * as z from 'zod';
import { person } from '../duty/duty.contract.ts';
import { id, instant, pageOf, reference } from '../shared/primitives.ts';

export const lateRow = z.object({
  caseId: id,
  reference,
  step: z.string(),
  title: z.string(),
  version: z.int(),
  state: z.enum(DUTY_STATES),
  school: z.string(),
  owner: person.nullable(),
  phone: z.string().nullable(),
  due: instant,
  now: instant,
  why: z.string(),
  drill: z.boolean(),
  mayTakeOver: z.boolean(),
  mayOpen: z.boolean(),
});
export type LateRow = z.infer<typeof lateRow>;

export const lateRowPage = pageOf(lateRow).meta({ id: 'LateRowPage' });
export type LateRowPage = z.infer<typeof lateRowPage>;

/** The leaders' board: what is late. What soon will be, and drills, are pages of their own; a drill counts in no figure. */
export const lateBoard = pageOf(lateRow)
  .extend({
    lateNow: z.int(),
    lateSoon: z.int(),
    schools: z.int(),
    longestMinutes: z.int().nullable(),
    /**
     * Written follow-ups this term: in time, said to have been in time but recorded late, and all; null while there are
     * none. What was recorded late is never counted as met.
     */
    writtenInTime: z.object({ met: z.int(), recordedLate: z.int(), all: z.int() }).nullable(),
  })
  .meta({ id: 'LateBoard' });
export type LateBoard = z.infer<typeof lateBoard>;
