import type { Instant } from '@trustward/chain';
import type { PlatformTx } from '@trustward/database';

/** What an outage takes from people: being told what time brings, or recording what they do. */
export type Ability = 'reminders' | 'recording';

export interface Outage {
  readonly what: Ability;
  readonly since: Instant;
  /** Null while it goes on. */
  readonly until: Instant | null;
}

/** Those that are over, which whoever came back wrote down, and those that nobody has come back from. */
export const OUTAGES = `(select what, since, until from platform.outage
  union all select what, at, null from platform.pulse where at + silence < clock_timestamp())`;

/** For so long after it went out the one letter of an outage stands for what its reader is told of that outage: as SQL. */
export const LETTER_STANDS = `interval '2 hours'`;

const SINCE = `select what, app.ms(since) as since, app.ms(until) as until from ${OUTAGES} o
  where coalesce(until > app.at($1), true) order by since, what`;

/** Every outage that had not ended at an instant. */
export function outagesSince(tx: PlatformTx, from: Instant): Promise<Outage[]> {
  return tx.query<Outage>(SINCE, [from], 'outages-since');
}

const WAITING = `select app.ms(min(since)) as since from ${OUTAGES} o where what = 'reminders' and until is null`;

/** Since when nothing that time brings is told; null while it is. */
export async function remindersWaitingSince(tx: PlatformTx): Promise<Instant | null> {
  const [row] = await tx.query<{ since: Instant | null }>(WAITING, [], 'reminders-waiting');
  return row?.since ?? null;
}

/** Whether an instant lies in it. */
export const holds = ({ since, until }: Outage, at: Instant): boolean =>
  since <= at && (until === null || at < until);
