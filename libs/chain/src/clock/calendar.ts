export type { CalendarSnapshot } from './calendar-snapshot.ts';

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;
/** Days since 1970-01-01, in local time. */
export type DayNumber = number;

/** When schools begin their day unless a calendar says otherwise: 08:30, in minutes after midnight. */
export const SCHOOL_DAY_STARTS = 510;
