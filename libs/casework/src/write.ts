import type { CaseState, Instant } from '@trustward/chain';
import { CASE_CHANGED } from '@trustward/database';
import type { Tx } from '@trustward/database';
import { insertAudit } from './audit.ts';
import type { Pinned } from './drive.ts';
import type { LockedCase } from './load.ts';
import type { Rows } from './rows.ts';
import type { Pins } from './scene.ts';

/** What of a case's own row changes. */
export interface CaseRow {
  readonly id: string;
  /** Null while what the case opens under cannot be read, so that nothing of it could be worked out. */
  readonly state: CaseState | null;
  readonly version: number;
  /** In real time, as the watchdog compares it with PostgreSQL's clock. */
  readonly wakeAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly offset: number;
}

// One statement, hence one message: a case is written as fast as PostgreSQL takes rows. `$1` trust, `$2` case.
const DETAILS = `
  events as (insert into app.case_event (tenant_id, case_id, seq, event_id, type, version, at, happened_at, by_person,
      system_actor, body, sealed)
    select $1, $2, x.seq, x.event_id, x.type, x.version, app.at(x.at), app.at(x.happened_at), x.by_person,
      x.system_actor, x.body, decode(x.sealed, 'base64')
    from jsonb_to_recordset($3::jsonb) as x(seq integer, event_id uuid, type text, version integer, at double precision,
      happened_at double precision, by_person uuid, system_actor text, body jsonb, sealed text)),
  duties as (insert into app.duty (tenant_id, case_id, step, version, state, owner_person, owner_role, opened_at,
      clock_from, due_at, provisional, late_from, breached_at, done_at, ended_at, happened_at, done_by, outcome, asked)
    select $1, $2, x.step, x.version, x.state, x.owner_person, x.owner_role, app.at(x.opened_at), app.at(x.clock_from),
      app.at(x.due_at), x.provisional, app.at(x.late_from), app.at(x.breached_at), app.at(x.done_at), app.at(x.ended_at),
      app.at(x.happened_at), x.done_by, x.outcome, x.asked
    from jsonb_to_recordset($4::jsonb) as x(step text, version integer, state text, owner_person uuid, owner_role text,
      opened_at double precision, clock_from double precision, due_at double precision, provisional boolean, late_from double precision,
      breached_at double precision, done_at double precision, ended_at double precision, happened_at double precision, done_by uuid, outcome text, asked jsonb)
    on conflict (tenant_id, case_id, step) do update set version = excluded.version, state = excluded.state,
      owner_person = excluded.owner_person, owner_role = excluded.owner_role, opened_at = excluded.opened_at,
      clock_from = excluded.clock_from, due_at = excluded.due_at, provisional = excluded.provisional, late_from = excluded.late_from, breached_at = excluded.breached_at,
      done_at = excluded.done_at, ended_at = excluded.ended_at, happened_at = excluded.happened_at, done_by = excluded.done_by,
      outcome = excluded.outcome, asked = excluded.asked),
  breaches as (insert into app.breach (tenant_id, case_id, step, at, owner_person, outage_what, outage_since, cause)
    select $1, $2, x.step, app.at(x.at), x.owner, x.outage_what, app.at(x.outage_since), x.cause
    from jsonb_to_recordset($5::jsonb) as x(step text, at double precision, owner uuid, outage_what text,
      outage_since double precision, cause text)
    on conflict (tenant_id, case_id, step) do nothing),
  deliveries as (insert into app.delivery (tenant_id, id, case_id, key, because, step, audience, at)
    select $1, x.id, $2, x.key, x.because, x.step, x.audience, app.at(x.at)
    from jsonb_to_recordset($6::jsonb) as x(id uuid, key text, because text, step text, audience jsonb,
      at double precision)
    on conflict (tenant_id, case_id, key) do nothing),
  audits as (${insertAudit(7)})
  select pg_notify('${CASE_CHANGED}', $8), case when $9 <> 'not' then app.poke($2, urgent => $9 = 'urgent') end,
    case when $13::double precision is not null then app.poke_parent($2) end`;

const CHANGE = `with kase as (update app.case_file set state = $10::jsonb, version = $11, next_wake = app.at($12),
    ended_at = app.at($13), clock_offset_ms = $14 where tenant_id = $1 and id = $2), ${DETAILS}`;

// The chain is pinned by whoever opens the first case under it; keys are checked when the statement is over.
const OPEN = `with pin as (insert into app.resolved_chain (tenant_id, hash, chain_id, body)
    select $1::uuid, $18::text, $17::text, $28::json where $28::json is not null on conflict (tenant_id, hash) do nothing),
  kase as (insert into app.case_file (tenant_id, id, state, version, next_wake, ended_at,
      clock_offset_ms, reference, school_id, authority_id, chain_id, chain_hash, calendar_hash,
      drill, opened_at, reporter_id, opening_event, wrapped_key, sealed, report_mac, receipt)
    values ($1, $2, $10::jsonb, $11, app.at($12), app.at($13), $14, $15, $16, $29, $17, $18, $19, $20,
      app.at($21), $22, $23, $24, $25, $26, $27)), ${DETAILS}`;

/** Whether the case's workflow is told to look, and whether ahead of what else its trust brings. */
export type Poked = 'not' | 'inTurn' | 'urgent';

const details = (tx: Tx, row: CaseRow, rows: Rows, poke: Poked): unknown[] => [
  tx.tenantId,
  row.id,
  ...[rows.events, rows.duties, rows.breaches, rows.deliveries, rows.audit].map((each) =>
    JSON.stringify(each),
  ),
  JSON.stringify({ tenantId: tx.tenantId, caseId: row.id, version: row.version }),
  poke,
  ...[JSON.stringify(row.state), row.version, row.wakeAt, row.endedAt, row.offset],
];

export async function writeChange(tx: Tx, row: CaseRow, rows: Rows, poke: Poked): Promise<void> {
  await tx.query(CHANGE, details(tx, row, rows, poke), 'write-case');
}

const REARM = 'update app.case_file set next_wake = app.at($3) where tenant_id = $1 and id = $2';

/** Whether a case's row says another instant than its state, as it was set aside. */
export const wakesOtherwise = (nextWake: Instant | null, wakeAt: Instant | null): boolean =>
  nextWake === null || wakeAt === null ? nextWake !== wakeAt : Math.abs(nextWake - wakeAt) >= 1;

/** Puts right when a case must be woken, where its row says otherwise than its state: it was set aside meanwhile. */
export async function rearm(
  tx: Tx,
  { id, nextWake }: Pick<LockedCase, 'id' | 'nextWake'>,
  wakeAt: Instant | null,
): Promise<void> {
  if (wakesOtherwise(nextWake, wakeAt)) await tx.query(REARM, [tx.tenantId, id, wakeAt], 'rearm-case');
}

const PIN_CALENDAR = 'update app.case_file set calendar_hash = $3 where tenant_id = $1 and id = $2';
const PIN_CHAIN = `with pin as (insert into app.resolved_chain (tenant_id, hash, chain_id, body)
    values ($1, $3, $4, $5) on conflict (tenant_id, hash) do nothing)
  update app.case_file set chain_hash = $3 where tenant_id = $1 and id = $2`;

/** From now on the case goes by another calendar, or another chain. */
export async function pin(tx: Tx, id: string, pinned: Pinned): Promise<void> {
  if ('calendarHash' in pinned) {
    await tx.query(PIN_CALENDAR, [tx.tenantId, id, pinned.calendarHash], 'pin-calendar');
  } else {
    const { hash, content } = pinned.chain;
    await tx.query(
      PIN_CHAIN,
      [tx.tenantId, id, hash, content.chain.id, JSON.stringify(content)],
      'pin-chain',
    );
  }
}

/** Has its workflow look, after what people do. */
export async function pokeAfterOthers(tx: Tx, id: string): Promise<void> {
  await tx.query('select app.poke($1, true)', [id], 'poke-after-others');
}

/** What a case pins when it opens. */
export interface OpeningRow extends CaseRow, Omit<Pins, 'newChain'> {
  readonly newChain: object | null;

  readonly reference: string;
  readonly schoolId: string;
  readonly chainId: string;
  readonly drill: boolean;
  readonly openedAt: Instant;
  readonly reporterId: string | null;
  readonly openingEvent: string;
  readonly wrappedKey: Buffer;
  readonly sealed: Buffer;
  readonly reportMac: Buffer;
  readonly receipt: Buffer | null;
}

export async function writeOpening(tx: Tx, row: OpeningRow, rows: Rows, poke: Poked): Promise<void> {
  const under = [row.chainId, row.chainHash, row.calendarHash, row.drill, row.openedAt];
  const from = [row.reporterId, row.openingEvent, row.wrappedKey, row.sealed, row.reportMac, row.receipt];
  const chain = row.newChain === null ? null : JSON.stringify(row.newChain);
  const values = [row.reference, row.schoolId, ...under, ...from, chain, row.authorityId];
  await tx.query(OPEN, [...details(tx, row, rows, poke), ...values], 'open-case');
}

export interface Link {
  readonly caseId: string;
  readonly step: string;
  readonly childId: string;
}

const LINK = `insert into app.case_link (tenant_id, parent_case_id, child_case_id, step) values ($1, $2, $3, $4)`;

/** That one case opened another: from now on, whoever is shut out of it is shut out of both. */
export async function writeLink(tx: Tx, { caseId, childId, step }: Link): Promise<void> {
  await tx.query(LINK, [tx.tenantId, caseId, childId, step], 'link-cases');
}
