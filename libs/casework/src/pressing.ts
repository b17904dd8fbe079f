import { SUMMARY_AT } from './ways.ts';

const LONDON = `clock_timestamp() at time zone 'Europe/London'`;
const NEXT_SUMMARY = `((${LONDON})::date + case when (${LONDON})::time < '${SUMMARY_AT}' then 0 else 1 end + time '${SUMMARY_AT}')
      at time zone 'Europe/London'`;

/**
 * As SQL: whether a deadline that moved comes before, or within the hour after, all that can wait has gone out. `told` is the
 * notice or its delivery, `c` the case, `t` the duty.
 */
export const isPressing = (told: string): string =>
  `coalesce(${told}.because in ('rescheduled', 'broughtForward')
      and t.due_at - c.clock_offset_ms * interval '1 millisecond' < ${NEXT_SUMMARY} + interval '1 hour', false)`;
