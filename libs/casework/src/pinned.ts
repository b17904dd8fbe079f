import { calendarSnapshot, chain as chainSchema } from '@trustward/chain';
import type { CalendarSnapshot, Chain } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { contentHash } from './content-hash.ts';

/** What a case opened under is not what it says it is: somebody changed a published chain or calendar. */
export class PinnedContentChanged extends Error {
  override readonly name = 'PinnedContentChanged';
}

const chains = new Map<string, Chain>();
const calendars = new Map<string, CalendarSnapshot>();

const CHAIN = 'select body as content from app.chain_version where tenant_id = $1 and hash = $2';
const CALENDAR = 'select snapshot as content from platform.calendar where hash = $1';

/** The chain of this hash. Content never changes under its hash, so one reading lasts the life of the process. */
export async function pinnedChain(tx: Tx, hash: string): Promise<Chain> {
  const known = chains.get(hash);
  if (known !== undefined) return known;
  const read = chainSchema.parse(await content(tx, CHAIN, [tx.tenantId, hash], hash));
  chains.set(hash, read);
  return read;
}

export async function pinnedCalendar(tx: Tx, hash: string): Promise<CalendarSnapshot> {
  const known = calendars.get(hash);
  if (known !== undefined) return known;
  const read = calendarSnapshot.parse(await content(tx, CALENDAR, [hash], hash));
  calendars.set(hash, read);
  return read;
}

async function content(tx: Tx, sql: string, values: readonly string[], hash: string): Promise<unknown> {
  const [row] = await tx.query<{ content: unknown }>(sql, values);
  if (row === undefined || contentHash(row.content) !== hash) {
    throw new PinnedContentChanged(`What was published under ${hash} is missing or was changed.`);
  }
  return row.content;
}
