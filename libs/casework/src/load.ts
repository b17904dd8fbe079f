import { leftOut } from '@trustward/chain';
import type { CaseState, Instant, PostHolder, World } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { pinnedCalendar, pinnedChain } from './pinned.ts';
import type { Taken } from './repeat.ts';
import { MISSED } from './unreached.ts';
import type { Missed } from './unreached.ts';
import { WORKER_ACTOR } from './worker-actor.ts';
import { PEOPLE } from './world.ts';

/** There is no such case, or not for whoever asks: the two cannot be told apart. */
export class CaseNotFound extends Error {
  override readonly name = 'CaseNotFound';
  constructor() {
    super('There is no such case.');
  }
}

/** A case whose row this transaction holds, so that nobody else moves it. */
export interface LockedCase {
  readonly id: string;
  readonly reference: string;
  readonly schoolId: string;
  readonly chainHash: string;
  readonly calendarHash: string;
  readonly authorityId: string;
  readonly drill: boolean;
  /** How far a drill's clock runs ahead; 0 of a real case. */
  readonly offset: number;
  readonly state: CaseState;
  readonly version: number;
  readonly wrappedKey: Buffer;
  readonly sealed: Buffer;
  /** PostgreSQL's clock, read after the lock was had: whichever locks first is first. */
  readonly now: Instant;
}

// The clock stands outside the sub-select, which PostgreSQL finishes, lock and all, before it reads it.
const LOCK = `select c.*, app.ms(clock_timestamp()) as now from (
  select id, reference, school_id as "schoolId", chain_hash as "chainHash", calendar_hash as "calendarHash",
    authority_id as "authorityId", drill, clock_offset_ms::double precision as "offset", state, version,
    wrapped_key as "wrappedKey", sealed
  from app.case_file where tenant_id = $1 and id = $2 for update) c`;

export async function lockCase(tx: Tx, caseId: string): Promise<LockedCase> {
  const [row] = await tx.query<LockedCase>(LOCK, [tx.tenantId, caseId], 'lock-case');
  if (row === undefined) throw new CaseNotFound();
  return row;
}

/** Read only once the lock is had, because a statement sees what was committed when it began. */
export interface Surroundings {
  readonly world: World;
  /** What was taken under this event's id before; null when it is new. */
  readonly repeated: Taken | null;
  readonly pending: readonly string[];
  /** The duties whose cases, opened by them, have ended. */
  readonly endedChildren: readonly string[];
  /** What did not reach somebody; seen by the worker alone, which sends it. */
  readonly missed: readonly Missed[];
}

const surroundingsWith = (missed: string): string => `select (${PEOPLE}) as people, (${missed}) as missed,
  (select jsonb_build_object('version', e.version, 'event', e.body -> 'event', 'at', app.ms(e.at),
      'sealed', encode(e.sealed, 'base64')) from app.case_event e
    where e.tenant_id = $1 and e.case_id = $2 and e.event_id = $6) as repeated,
  (select coalesce(jsonb_agg(d.id order by d.at, d.id), '[]') from app.delivery d
    where d.tenant_id = $1 and d.case_id = $2 and d.state in ('pending', 'sending')
      and app.left_lying(d.state, d.created_at, d.seen_to_at, interval '0')) as pending,
  (select coalesce(jsonb_agg(l.step order by l.step), '[]') from app.case_link l
    join app.case_file k on k.tenant_id = l.tenant_id and k.id = l.child_case_id
    where l.tenant_id = $1 and l.parent_case_id = $2 and k.ended_at is not null) as "endedChildren"`;
const SURROUNDINGS = surroundingsWith("select '[]'::jsonb");
const SURROUNDINGS_AND_MISSED = surroundingsWith(MISSED);

interface SurroundingsRow extends Omit<Surroundings, 'world'> {
  readonly people: PostHolder[];
}

export async function surroundings(
  tx: Tx,
  locked: LockedCase,
  by: string | null,
  eventId: string | null,
): Promise<Surroundings> {
  const chain = await pinnedChain(tx, locked.chainHash);
  const calendar = await pinnedCalendar(tx, locked.calendarHash);
  const parts = [...Object.values(locked.state.appointed), ...(by === null ? [] : [by])];
  const values = [tx.tenantId, locked.id, locked.schoolId, leftOut(chain), parts, eventId];
  const [row] =
    tx.actor === WORKER_ACTOR
      ? await tx.query<SurroundingsRow>(SURROUNDINGS_AND_MISSED, values, 'surroundings-and-missed')
      : await tx.query<SurroundingsRow>(SURROUNDINGS, values, 'surroundings-of-case');
  if (row === undefined) throw new CaseNotFound();
  const { people, ...rest } = row;
  return { ...rest, world: { chain, calendar, people } };
}
