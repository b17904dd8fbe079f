import type { Instant } from '@trustward/chain';

/** What tells a case its real present. PostgreSQL's clock is the sole judge of time; see `backdated` for the demo. */
export interface Clock {
  /** Given PostgreSQL's clock, read once the case was locked. */
  now(database: Instant): Instant;
}

export const databaseClock: Clock = { now: (database) => database };
