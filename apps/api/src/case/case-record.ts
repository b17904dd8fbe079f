import { isOwed } from '@trustward/chain';
import type { CalendarSnapshot, CaseState, Chain, Instant } from '@trustward/chain';
import { pinnedWithOrigins, readBack } from '@trustward/casework';
import type { Tx } from '@trustward/database';
import type { CasePart, Rule } from '@trustward/permissions';
import { NotThereOrNotYours } from '../platform/problems.ts';
import type { Caller } from '../platform/request-scope.ts';
import { CASE_COLUMNS, CASE_TABLES, nowOf } from '../shared/case-row.ts';
import type { CaseRow } from '../shared/case-row.ts';
import { numbersIn } from '../shared/danger-numbers.ts';
import type { AuthorityNumbers } from '../shared/danger-numbers.ts';
import { setByAuthority } from '../shared/duty-clock.ts';
import { reachName, withinReach } from '../shared/within-reach.ts';

/** One case as its row has it. */
export interface CaseRecord extends CaseRow {
  readonly state: CaseState;
  readonly chain: Chain;
  readonly calendar: CalendarSnapshot;
  readonly version: number;
  readonly openedAt: Instant;
  readonly endedAt: Instant | null;
  /** Time was played for this version of it, and could not go on. */
  readonly setAside: boolean;
  /** Null where nobody reported it. */
  readonly reporterId: string | null;
  /** Of the authority where the child lives, and of the one where the school is. */
  readonly home: AuthorityNumbers;
  readonly workplace: AuthorityNumbers;
  /** The steps whose length its local authority set. */
  readonly theirs: ReadonlySet<string>;
}

const recordWithin = (
  reach: string,
): string => `select ${CASE_COLUMNS}, c.state, c.version, app.ms(c.opened_at) as "openedAt",
    app.ms(c.ended_at) as "endedAt", c.reporter_id as "reporterId",
    exists (select from app.delivery d where d.tenant_id = c.tenant_id and d.case_id = c.id
      and d.key = 'unreadable/' || c.version) as "setAside", ${numbersIn('a')} as home,
    ${numbersIn('w')} as workplace
  from app.case_file c ${CASE_TABLES} join platform.authority w on w.id = s.authority_id where c.tenant_id = $1 and c.id = $2 and ${reach}`;

/** What is known of a case before its state and what it pinned are read. */
export type KeptRecord = Omit<CaseRecord, 'theirs' | 'state' | 'chain' | 'calendar'> & {
  readonly state: unknown;
};

/** The case, if it is there and the caller may read it; the two refusals are one. */
export const keptRecord = (tx: Tx, caller: Caller, caseId: string): Promise<KeptRecord> =>
  keptWithin(tx, caller.rules('case:read'), caseId);

export async function keptWithin(tx: Tx, rules: readonly Rule[], caseId: string): Promise<KeptRecord> {
  const reach = withinReach(rules, 'c', 3);
  const values = [tx.tenantId, caseId, ...reach.values];
  const [row] = await tx.query<KeptRecord>(recordWithin(reach.sql), values, reachName('case-record', reach));
  if (row === undefined) throw new NotThereOrNotYours();
  return row;
}

/** The same read back; CaseUnreadable where it cannot be. */
export async function caseRecord(tx: Tx, caller: Caller, caseId: string): Promise<CaseRecord> {
  return recordOf(tx, await keptRecord(tx, caller, caseId));
}

export async function recordOf(tx: Tx, kept: KeptRecord): Promise<CaseRecord> {
  const read = await readBack(tx, kept, nowOf(kept));
  return { ...read, theirs: setByAuthority(await pinnedWithOrigins(tx, kept.chainHash)) };
}

/** The parts of a case that was read within reach: its reader owes something in it, or their post reaches where it is. */
export const partsRead = (caller: Caller, record: KeptRecord): readonly CasePart[] =>
  caller.parts('case:read', { ...record, owners: [caller.personId] });

/** Who owes something in it. */
export const openOwners = ({ duties }: Pick<CaseState, 'duties'>): string[] =>
  Object.values(duties).flatMap((duty) => (isOwed(duty) && duty.owner !== null ? [duty.owner.person] : []));
