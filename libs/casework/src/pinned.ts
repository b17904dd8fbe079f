import { calendarSnapshot, chain as chainSchema } from '@trustward/chain';
import type { CalendarSnapshot, Chain } from '@trustward/chain';
import type { Origin } from '@trustward/chain/layers';
import type { Tx } from '@trustward/database';
import { contentHash } from './content-hash.ts';
import { LatelyUsed } from './lately-used.ts';

/**
 * What a case opened under is not what it says it is, or nothing that can be read: somebody changed a published layer, a
 * pinned chain or a calendar.
 */
export class PinnedContentChanged extends Error {
  override readonly name = 'PinnedContentChanged';
}

/** A resolved chain as a case pins it, with where each value came from. */
export interface PinnedChain {
  readonly chain: Chain;
  readonly origins: Readonly<Record<string, Origin>>;
}

/** More than the cases of a day's pages and wakes pin; of many trusts each has a few. */
const MOST = 1_000;
const chains = new LatelyUsed<PinnedChain>(MOST);
const calendars = new LatelyUsed<CalendarSnapshot>(MOST);

const CHAIN = 'select body as content from app.resolved_chain where tenant_id = $1 and hash = $2';
const CALENDAR = `select snapshot as content from platform.calendar where hash = $2
  union all select snapshot from app.school_calendar where tenant_id = $1 and hash = $2 limit 1`;
const NATIONAL = `select hash from platform.calendar order by published_at desc, hash limit 1`;

/** The hash of the newest calendar, in SQL: everybody's, or, where a school has set its own days, that of school `s`. */
export const CALENDAR_HERE = `coalesce((select k.hash from app.school_calendar k where k.tenant_id = $1
  and k.school_id = s.id order by k.number desc limit 1), (${NATIONAL}))`;

/** Nothing opens before a calendar has been published. */
class NoCalendar extends Error {
  override readonly name = 'NoCalendar';
}

/** The calendar of everybody: holidays, and the clocks on the wall. */
export async function nationalCalendar(tx: Tx): Promise<CalendarSnapshot> {
  const [row] = await tx.query<{ hash: string }>(NATIONAL);
  if (row === undefined) throw new NoCalendar('No calendar has been published.');
  return pinnedCalendar(tx, row.hash);
}

// Of one number the newest is the one that was published last; everybody's comes after all of a school's own.
const OF_SCHOOL = `select hash from (select k.hash, k.number from app.school_calendar k
    where k.tenant_id = $1 and k.school_id = $2 union all select (${NATIONAL}), 0) k
  where hash is not null order by number desc`;

export interface Readable {
  readonly hash: string;
  readonly calendar: CalendarSnapshot;
  /** Whether a newer one was changed or damaged. */
  readonly instead: boolean;
}

/** What a school goes by; where that cannot be read, the newest before it that can, or everybody's: no report waits for it. */
export async function readableCalendar(tx: Tx, schoolId: string, hash: string): Promise<Readable> {
  const newest = await unlessChanged(() => pinnedCalendar(tx, hash));
  if (newest !== null) return { hash, calendar: newest, instead: false };
  for (const earlier of await tx.query<{ hash: string }>(OF_SCHOOL, [tx.tenantId, schoolId])) {
    const calendar = await unlessChanged(() => pinnedCalendar(tx, earlier.hash));
    if (calendar !== null) return { hash: earlier.hash, calendar, instead: true };
  }
  throw unreadable(hash);
}

/** Null where what was published was changed or damaged. */
export async function unlessChanged<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    // Only reading it says whether it can be read.
    if (error instanceof PinnedContentChanged) return null;
    throw error;
  }
}

/** The chain of this hash. Content never changes under its hash, so one reading lasts as long as it is asked for. */
export async function pinnedChain(tx: Tx, hash: string): Promise<Chain> {
  return (await pinnedWithOrigins(tx, hash)).chain;
}

export async function pinnedWithOrigins(tx: Tx, hash: string): Promise<PinnedChain> {
  const known = chains.get(hash);
  if (known !== undefined) return known;
  const kept = await content(tx, CHAIN, [tx.tenantId, hash], hash);
  if (!isObject(kept) || !hasOrigins(kept)) throw unreadable(hash);
  const chain = chainSchema.safeParse(kept.chain);
  if (!chain.success) throw unreadable(hash);
  const read = { chain: chain.data, origins: kept.origins };
  chains.set(hash, read);
  return read;
}

export async function pinnedCalendar(tx: Tx, hash: string): Promise<CalendarSnapshot> {
  const known = calendars.get(hash);
  if (known !== undefined) return known;
  const read = calendarSnapshot.safeParse(await content(tx, CALENDAR, [tx.tenantId, hash], hash));
  if (!read.success) throw unreadable(hash);
  calendars.set(hash, read.data);
  return read.data;
}

const unreadable = (hash: string) =>
  new PinnedContentChanged(`What was published under ${hash} is nothing that can be read.`);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function hasOrigins(kept: object): kept is { chain?: unknown; origins: PinnedChain['origins'] } {
  if (!('origins' in kept) || !isObject(kept.origins)) return false;
  return Object.values(kept.origins).every((origin) => isObject(origin) && isObject(origin['by']));
}

async function content(tx: Tx, sql: string, values: readonly string[], hash: string): Promise<unknown> {
  const [row] = await tx.query<{ content: unknown }>(sql, values);
  if (row === undefined || contentHash(row.content) !== hash) {
    throw new PinnedContentChanged(`What was published under ${hash} is missing or was changed.`);
  }
  return row.content;
}
