import { canonicalJson } from '@trustward/chain';
import { TryAgain, brokenConstraint } from '@trustward/database';
import type { Tx } from '@trustward/database';
import type { Opening } from './open.ts';
import type { Existing } from './scene.ts';
import { unlessBroken } from './unless-broken.ts';
import type { OpeningRow } from './write.ts';

type Key = ReturnType<Tx['keys']['newCaseKey']>;
type Said = Omit<
  OpeningRow,
  | 'state'
  | 'version'
  | 'wakeAt'
  | 'endedAt'
  | 'openedAt'
  | 'offset'
  | 'chainHash'
  | 'calendarHash'
  | 'newChain'
  | 'authorityId'
>;

/** A case to be written, and what its reporter was told. */
export interface Opened {
  readonly opening: Opening;
  readonly caseId: string;
  readonly reference: string;
  readonly key: Key;
  readonly told: unknown;
}

/** What a case's own row keeps of how it was opened, and by whom: sealed where it is words. */
export function openingRow(tx: Tx, { opening, caseId: id, reference, key, told }: Opened): Said {
  const { schoolId, chainId, drill, by: reporterId, eventId: openingEvent, header } = opening;
  return {
    ...{ id, reference, schoolId, chainId, drill, reporterId, openingEvent, wrappedKey: key.wrapped },
    sealed: key.seal.seal({ table: 'case_file', column: 'sealed', row: id }, header),
    reportMac: tx.keys.reportMac(gistOf(opening)),
    receipt: told === null ? null : tx.keys.people.seal(receiptPlace(id), told),
  };
}

/** The words of a report, as its event keeps them. */
export const recordedOf = (key: Key, { eventId, awareAt, words }: Opening) => ({
  eventId,
  happenedAt: awareAt,
  sealed: key.seal.seal({ table: 'case_event', column: 'sealed', row: eventId }, words),
});

const RACES: ReadonlySet<string> = new Set(['case_file_reference', 'case_file_opening_event']);

/** The same report sent twice at once, or a reference drawn before: run again, it finds the other or draws anew. */
export async function writeOnce(writing: Promise<void>): Promise<void> {
  try {
    await writing;
  } catch (error) {
    if (RACES.has(brokenConstraint(error) ?? '')) {
      throw new TryAgain('Another opening was first.', { cause: error });
    }
    throw error;
  }
}

/** Sealed under the trust's key and not the case's, which who is shut out from the case does not get. */
const receiptPlace = (caseId: string) => ({ table: 'case_file', column: 'receipt', row: caseId });

/** What was told of a report when it was first made; null where none was kept, or it does not open any more. */
export function receiptKept(tx: Tx, { caseId, receipt }: Existing): unknown {
  if (receipt === null) return null;
  const sealed = Buffer.from(receipt, 'base64');
  return unlessBroken(() => tx.keys.people.open(receiptPlace(caseId), sealed), null);
}

/** All that a reporter says. */
const gistOf = ({ header, ...said }: Opening): string => {
  const { eventId, by, schoolId, authorityId = null, chainId, awareAt, facts, drill, words } = said;
  const { childName = null, yearGroup = null } = header ?? {};
  const about = { schoolId, authorityId, chainId, childName, yearGroup };
  return canonicalJson({ eventId, by, ...about, awareAt, facts, drill, words });
};

/** Whether a report under a used id is the one that was taken under it, to the last word. */
export async function isSameReport(tx: Tx, opening: Opening, { caseId, mac }: Existing): Promise<boolean> {
  return tx.keys.isReportMac(gistOf(opening), Buffer.from(mac, 'base64')) || isKept(tx, opening, caseId);
}

const KEPT = `select c.school_id as "schoolId", c.authority_id as "authorityId", s.authority_id as "schoolsAuthority",
    c.chain_id as "chainId", c.drill, c.wrapped_key as "wrappedKey", c.sealed, e.body -> 'event' as event, e.sealed as words
  from app.case_file c join app.school s on s.tenant_id = c.tenant_id and s.id = c.school_id
  join app.case_event e on e.tenant_id = c.tenant_id and e.case_id = c.id and e.event_id = c.opening_event
  where c.tenant_id = $1 and c.id = $2`;
interface Kept extends Pick<Opening, 'schoolId' | 'chainId' | 'drill'> {
  readonly authorityId: string;
  readonly schoolsAuthority: string;
  readonly wrappedKey: Buffer;
  readonly sealed: Buffer;
  readonly event: Partial<Pick<Opening, 'awareAt' | 'facts' | 'by'>> | null;
  readonly words: Buffer | null;
}

/**
 * What tells a report from another may have been damaged: then its own words tell. Whoever is shut out from the case by
 * now does not get at those, and is asked to report anew.
 */
async function isKept(tx: Tx, opening: Opening, caseId: string): Promise<boolean> {
  const [kept] = await tx.query<Kept>(KEPT, [tx.tenantId, caseId], 'report-kept');
  if (kept === undefined || kept.words === null) return false;
  const { schoolsAuthority, wrappedKey, sealed, event, words: sealedWords, ...rest } = kept;
  const seal = tx.keys.ofCase(caseId, wrappedKey);
  const said = unlessBroken(() => {
    const header = seal.open(
      { table: 'case_file', column: 'sealed', row: caseId },
      sealed,
    ) as Opening['header'];
    const place = { table: 'case_event', column: 'sealed', row: opening.eventId };
    return { header, words: seal.open(place, sealedWords) as Opening['words'] };
  }, null);
  if (said === null) return false;
  const { awareAt, facts, by } = event ?? {};
  const again = { ...opening, authorityId: opening.authorityId ?? schoolsAuthority };
  const { eventId } = opening;
  const asKept = { eventId, ...rest, ...said, awareAt: awareAt ?? 0, facts: facts ?? {}, by: by ?? null };
  return gistOf(again) === gistOf(asKept);
}
