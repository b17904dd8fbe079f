import { auditOfCase, isIntact, worldOfCase } from '@trustward/casework';
import type { CaseEvent, CaseState, Effect, PostHolder, Reason, World } from '@trustward/chain';
import { query } from '../../process/harness/rows.ts';
import type { Stage } from '../stage/stage.ts';

/** Everything that PostgreSQL holds of one case, as the owner of the tables reads it; instants in ms. */
export interface CaseRecord {
  readonly id: string;
  readonly state: CaseState;
  readonly version: number;
  /** The case's own present. */
  readonly now: number;
  readonly nextWake: number | null;
  readonly offset: number;
  readonly world: World;
  readonly events: readonly EventRow[];
  readonly duties: readonly { step: string; state: string; version: number; breachedAt: number | null }[];
  readonly breaches: readonly { step: string; at: number }[];
  readonly deliveries: readonly DeliveryRow[];
  readonly notices: readonly { key: string; person: string; at: number }[];
  readonly messages: readonly MessageRow[];
  readonly audit: readonly { verb: string; version: number | null; subject: string; intact: boolean }[];
}

export interface EventRow {
  readonly seq: number;
  readonly eventId: string;
  readonly at: number;
  readonly event: CaseEvent;
  readonly effects: readonly Effect[];
}
export interface DeliveryRow {
  readonly id: string;
  readonly key: string;
  readonly because: Reason;
  readonly state: string;
  readonly toldTo: readonly string[] | null;
}
export interface MessageRow {
  readonly id: string;
  readonly deliveryId: string;
  readonly person: string;
  readonly address: string;
  readonly state: string;
}

type Kase = Pick<CaseRecord, 'id' | 'state' | 'version' | 'now' | 'nextWake' | 'offset'>;

const CASE = `select id, state, version, clock_offset_ms::double precision as "offset", app.ms(next_wake) as "nextWake",
    app.ms(clock_timestamp()) + clock_offset_ms::double precision as now
  from app.case_file where tenant_id = $1 and id = $2`;
const EVENTS = `select seq, event_id as "eventId", app.ms(at) as at, body -> 'event' as event, body -> 'effects' as effects
  from app.case_event where tenant_id = $1 and case_id = $2 order by seq`;
const DUTIES = `select step, state, version, app.ms(breached_at) as "breachedAt" from app.duty
  where tenant_id = $1 and case_id = $2`;
const BREACHES = 'select step, app.ms(at) as at from app.breach where tenant_id = $1 and case_id = $2';
const DELIVERIES = `select id, key, because, state, told_to as "toldTo" from app.delivery
  where tenant_id = $1 and case_id = $2`;
const NOTICES = `select key, person_id as person, app.ms(at) as at from app.notice
  where tenant_id = $1 and case_id = $2`;
const MESSAGES = `select id, delivery_id as "deliveryId", person_id as person, state, app.mail_address(person_id) as address
  from app.message where tenant_id = $1 and case_id = $2`;

export async function recordOf({ world }: Stage, caseId: string): Promise<CaseRecord> {
  const read = <R>(sql: string) => query<R>(world, sql, caseId);
  const [kase] = await read<Kase>(CASE);
  if (kase === undefined) throw new Error('The case is not there.');
  return {
    ...kase,
    world: await worldOf(world, caseId),
    events: await read(EVENTS),
    duties: await read(DUTIES),
    breaches: await read(BREACHES),
    deliveries: await read(DELIVERIES),
    notices: await read(NOTICES),
    messages: await read(MESSAGES),
    audit: await auditOf(world, caseId),
  };
}

const worldOf = ({ database, trust }: Stage['world'], caseId: string): Promise<World> =>
  database.owner.run({ tenantId: trust.id, actor: 'test' }, (tx) => worldOfCase(tx, caseId));

const auditOf = ({ database, trust }: Stage['world'], caseId: string): Promise<CaseRecord['audit']> =>
  database.owner.run({ tenantId: trust.id, actor: 'test' }, async (tx) =>
    (await auditOfCase(tx, caseId)).map((row) => ({
      verb: row.verb,
      version: typeof row.detail['version'] === 'number' ? row.detail['version'] : null,
      subject: row.subject_id,
      intact: isIntact(tx, row),
    })),
  );

/** The ids of every message of the trust: drills of earlier schedules go on in real time. */
export async function messageIds({ world }: Stage): Promise<ReadonlySet<string>> {
  const rows = await query<{ id: string }>(world, 'select id from app.message where tenant_id = $1');
  return new Set(rows.map(({ id }) => id));
}

/** The cases, and those that they opened, and so on. */
export async function withChildren({ world }: Stage, cases: readonly string[]): Promise<readonly string[]> {
  const sql = `with recursive family as (select unnest($2::uuid[]) as id
      union select l.child_case_id from app.case_link l join family f on l.parent_case_id = f.id where l.tenant_id = $1)
    select id from family order by id`;
  return (await query<{ id: string }>(world, sql, cases)).map(({ id }) => id);
}

/** Who could own a duty or be told when somebody acted: whoever holds a post, and who has a part in it without one. */
export function peopleFor({ world }: CaseRecord, by: string | null, state: CaseState | null): PostHolder[] {
  const named = [...Object.values(state?.appointed ?? {}), ...(by === null ? [] : [by])];
  const parts = [...new Set(named)].map((person) => ({
    ...{ person, role: null, excluded: false, away: false, suspended: false },
  }));
  return [...world.people.filter(({ role }) => role !== null), ...parts];
}
