import type { Instant } from '@trustward/chain';
import { SealBroken } from '@trustward/database';
import type { Tx } from '@trustward/database';
import type { Words } from './drive.ts';
import { unlessBroken } from './unless-broken.ts';
import { CaseUnreadable } from './unreadable.ts';

/** Which child a case is about, as its lists and its page say it. Sealed under the case's key. */
export interface Header {
  readonly childName: string;
  readonly initials: string;
  readonly yearGroup: string;
}

/** Nothing but the columns that opening a header takes. */
export interface SealedHeader {
  readonly id: string;
  readonly wrappedKey: Buffer;
  readonly sealed: Buffer;
}

/** With the marks that belong to it; never half a character, a quotation mark or a picture. */
const FIRST_LETTER = /\p{L}\p{M}*/u;

/** The first letters of a name's parts, three at most; a name without a letter is not refused, and has a question mark. */
export function initialsOf(name: string): string {
  const parts = name.split(/[\s'’-]+/u).flatMap((part) => FIRST_LETTER.exec(part)?.[0] ?? []);
  const few = parts.length > 3 ? [...parts.slice(0, 2), ...parts.slice(-1)] : parts;
  return few.map((letter) => letter.toLocaleUpperCase('en-GB')).join('') || '?';
}

/** Null where the case is about no one child; CaseUnreadable where it, or the case's key, was damaged. */
export function openHeader(tx: Tx, { id, wrappedKey, sealed }: SealedHeader): Header | null {
  try {
    const place = { table: 'case_file', column: 'sealed', row: id };
    return tx.keys.ofCase(id, wrappedKey).open(place, sealed) as Header | null;
  } catch (error) {
    // Only opening it says whether it opens.
    if (error instanceof SealBroken) throw new CaseUnreadable('sealed', { cause: error });
    throw error;
  }
}

const NOT_READ = 'What was written here cannot be read: it was changed or damaged.';
/** Said wherever the words of an act that do not open would stand. */
const UNREAD: Words = { account: NOT_READ, reason: NOT_READ };

/** What was written with one act. */
export const openWords = (
  tx: Tx,
  { caseId, wrappedKey }: { readonly caseId: string; readonly wrappedKey: Buffer },
  { eventId, sealed }: { readonly eventId: string; readonly sealed: Buffer },
): Words =>
  unlessBroken(() => {
    const place = { table: 'case_event', column: 'sealed', row: eventId };
    return tx.keys.ofCase(caseId, wrappedKey).open(place, sealed) as Words;
  }, UNREAD);

/** One act that carried words: what it was about, and what was written. */
export interface WordedAct {
  readonly type: string;
  readonly step: string | null;
  readonly hold: string | null;
  /** In case time. */
  readonly at: Instant;
  readonly words: Words;
}

const WORDED = `select e.event_id as "eventId", e.type, e.body -> 'event' ->> 'step' as step, e.body -> 'event' ->> 'hold' as hold,
    app.ms(e.at) as at, e.sealed
  from app.case_event e where e.tenant_id = $1 and e.case_id = $2 and e.sealed is not null order by e.seq`;

interface Row extends Omit<WordedAct, 'words'> {
  readonly eventId: string;
  readonly sealed: Buffer;
}

/** Everything people wrote with their acts, opened, in order. The caller audits that it was read. */
export async function wordedActs(
  tx: Tx,
  kase: { readonly caseId: string; readonly wrappedKey: Buffer },
): Promise<WordedAct[]> {
  const rows = await tx.query<Row>(WORDED, [tx.tenantId, kase.caseId], 'worded-acts');
  return rows.map(({ eventId, sealed, ...act }) => ({
    ...act,
    words: openWords(tx, kase, { eventId, sealed }),
  }));
}
