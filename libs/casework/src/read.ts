import type { Tx } from '@trustward/database';
import type { Words } from './drive.ts';
import { CaseNotFound } from './load.ts';

/** Whom a case is about, as its lists and its page say it. Sealed under the case's key. */
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

/** The first letters of a name's parts, three at most. */
export function initialsOf(name: string): string {
  const parts = name.split(/[\s'’-]+/u).flatMap((part) => FIRST_LETTER.exec(part)?.[0] ?? []);
  const few = parts.length > 3 ? [...parts.slice(0, 2), ...parts.slice(-1)] : parts;
  return few.map((letter) => letter.toLocaleUpperCase('en-GB')).join('');
}

export function openHeader(tx: Tx, { id, wrappedKey, sealed }: SealedHeader): Header {
  return tx.keys
    .ofCase(id, wrappedKey)
    .open({ table: 'case_file', column: 'sealed', row: id }, sealed) as Header;
}

export interface CaseContent {
  readonly header: Header;
  /** What was written with each event, by the event's number. */
  readonly words: ReadonlyMap<number, Words>;
}

interface SealedEvent {
  readonly seq: number;
  readonly eventId: string;
  readonly sealed: Buffer;
}

/** Opens everything people wrote about a case. The caller audits that it was read. */
export async function readCaseContent(tx: Tx, caseId: string): Promise<CaseContent> {
  const [file] = await tx.query<SealedHeader>(
    'select id, wrapped_key as "wrappedKey", sealed from app.case_file where tenant_id = $1 and id = $2',
    [tx.tenantId, caseId],
    'sealed-header',
  );
  if (file === undefined) throw new CaseNotFound();
  const events = await tx.query<SealedEvent>(
    `select seq, event_id as "eventId", sealed from app.case_event
     where tenant_id = $1 and case_id = $2 and sealed is not null order by seq`,
    [tx.tenantId, caseId],
    'sealed-events',
  );
  const seal = tx.keys.ofCase(caseId, file.wrappedKey);
  const open = ({ eventId, sealed }: SealedEvent): Words =>
    seal.open({ table: 'case_event', column: 'sealed', row: eventId }, sealed) as Words;
  return { header: openHeader(tx, file), words: new Map(events.map((event) => [event.seq, open(event)])) };
}
