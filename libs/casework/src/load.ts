import { leftOut } from '@trustward/chain';
import type { Instant, PostHolder, World } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { LINKS_TO_MAIL } from './agency/link-mail.ts';
import { PRESSED } from './agency/pressed.ts';
import type { Pressed } from './agency/pressed.ts';
import { openHeader } from './read.ts';
import type { Taken } from './repeat.ts';
import { readBack } from './unreadable.ts';
import type { Read } from './unreadable.ts';
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
export interface LockedCase extends Read {
  readonly id: string;
  readonly reference: string;
  readonly schoolId: string;
  readonly chainHash: string;
  readonly calendarHash: string;
  readonly authorityId: string;
  readonly drill: boolean;
  /** How far a drill's clock runs ahead; 0 of a real case. */
  readonly offset: number;
  readonly version: number;
  /** When its row says that it is woken, in real time. */
  readonly nextWake: Instant | null;
  readonly wrappedKey: Buffer;
  readonly sealed: Buffer;
  /** PostgreSQL's clock, read after the lock was had: whichever locks first is first. */
  readonly now: Instant;
}

type KeptCase = Omit<LockedCase, keyof Read> & { readonly state: unknown };

// The clock stands outside the sub-select, which PostgreSQL finishes, lock and all, before it reads it.
const LOCK = `select c.*, app.ms(clock_timestamp()) as now from (
  select id, reference, school_id as "schoolId", chain_hash as "chainHash", calendar_hash as "calendarHash",
    authority_id as "authorityId", drill, clock_offset_ms::double precision as "offset", state, version,
    app.ms(next_wake) as "nextWake", wrapped_key as "wrappedKey", sealed
  from app.case_file where tenant_id = $1 and id = $2 for update) c`;

export async function lockCase(tx: Tx, caseId: string): Promise<LockedCase> {
  const [row] = await tx.query<KeptCase>(LOCK, [tx.tenantId, caseId], 'lock-case');
  if (row === undefined) throw new CaseNotFound();
  const read = await readBack(tx, row, row.now + row.offset);
  // Under a key that does not open nothing can be recorded, and without its name no case be opened of it.
  openHeader(tx, read);
  return read;
}

/** Read only once the lock is had, because a statement sees what was committed when it began. */
export interface Surroundings {
  readonly world: World;
  /** What was taken under this event's id before; null when it is new. */
  readonly repeated: Taken | null;
  readonly pending: readonly string[];
  /** What agencies confirmed by their links, of which the case does not know yet. */
  readonly pressed: readonly Pressed[];
  /** The duties whose cases, opened by them, have ended, of which the case has not heard yet. */
  readonly endedChildren: readonly string[];
  /** What did not reach somebody; seen by the worker alone, which sends it. */
  readonly missed: readonly Missed[];
}

const waitingWith = (missed: string): string => `(${missed}) as missed, (${PRESSED}) as pressed,
  (select coalesce(jsonb_agg(d.id order by d.at, d.id), '[]') from (
    select d.id, d.at from app.delivery d
      where d.tenant_id = $1 and d.case_id = $2 and d.state in ('pending', 'sending', 'nobody')
        and (d.state = 'nobody' or app.left_lying(d.state, d.created_at, d.seen_to_at, interval '0'))
    union all (${LINKS_TO_MAIL})) d) as pending,
  (select coalesce(jsonb_agg(l.step order by l.step), '[]') from app.case_link l
    join app.case_file k on k.tenant_id = l.tenant_id and k.id = l.child_case_id
    where l.tenant_id = $1 and l.parent_case_id = $2 and k.ended_at is not null
      and (select h.state -> 'children' from app.case_file h where h.tenant_id = $1 and h.id = $2)
        -> l.step ->> 'endedAt' is null) as "endedChildren"`;
/** As SQL: all that a wake finds beside the time that has passed. `$1` trust, `$2` case. */
export const WAITING = waitingWith(MISSED);
export type Waiting = Pick<Surroundings, 'pending' | 'pressed' | 'endedChildren' | 'missed'>;

const surroundingsWith = (missed: string): string => `select (${PEOPLE}) as people, ${waitingWith(missed)},
  (select jsonb_build_object('version', e.version, 'event', e.body -> 'event', 'at', app.ms(e.at),
      'sealed', encode(e.sealed, 'base64')) from app.case_event e
    where e.tenant_id = $1 and e.case_id = $2 and e.event_id = $6) as repeated`;
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
  const { chain, calendar } = locked;
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
