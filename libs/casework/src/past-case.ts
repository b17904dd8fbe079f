import { leftOut } from '@trustward/chain';
import type {
  CalendarSnapshot,
  CaseEvent,
  CaseState,
  Chain,
  Instant,
  Post,
  PostHolder,
} from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { audit } from './audit.ts';
import { CaseNotFound } from './load.ts';
import { pinnedCalendar, pinnedChain } from './pinned.ts';

/** Only what is over can be told whole. */
export class CaseStillOpen extends Error {
  override readonly name = 'CaseStillOpen';
}

/** A case that is over, as a back-test reads it: codes and instants, and people as `person-1`, `person-2`. */
export interface PastCaseFile {
  readonly case: 1;
  readonly chain: Chain;
  readonly calendar: CalendarSnapshot;
  readonly people: readonly PostHolder[];
  readonly events: readonly {
    readonly at: Instant;
    readonly event: CaseEvent;
    /** Who held which post and was kept out, where that was otherwise than before. */
    readonly people?: readonly PostHolder[];
  }[];
}

interface Row {
  readonly schoolId: string;
  readonly chainHash: string;
  readonly calendarHash: string;
  readonly isOver: boolean;
  readonly appointed: CaseState['appointed'];
}

/** A post, for as long as it was held, and since when its holder is kept from the case. */
interface Held {
  readonly person: string;
  readonly role: Post;
  readonly since: Instant;
  readonly until: Instant | null;
  readonly keptOutSince: Instant | null;
}

interface Happened {
  readonly at: Instant;
  readonly event: CaseEvent;
}

/** What a case pinned as it opened, unless it pins it still. */
const pinnedFirst = (what: string, type: string): string => `(select e.body -> '${what}' ->> 'was'
    from app.case_event e where e.tenant_id = $1 and e.case_id = $2 and e.type = '${type}' order by e.seq limit 1)`;
const CASE = `select school_id as "schoolId",
    coalesce(${pinnedFirst('chain', 'limitsChanged')}, chain_hash) as "chainHash",
    coalesce(${pinnedFirst('calendar', 'calendarChanged')}, calendar_hash) as "calendarHash",
    ended_at is not null as "isOver",
    state -> 'appointed' as appointed from app.case_file where tenant_id = $1 and id = $2`;
const EVENTS = `select app.ms(at) as at, body -> 'event' as event from app.case_event
  where tenant_id = $1 and case_id = $2 order by seq`;
const HELD = `select p.person_id as person, p.role, app.ms(p.since) as since, app.ms(p.until) as until,
    app.ms(x.since) as "keptOutSince"
  from app.post p
  left join app.exclusion x on x.tenant_id = $1 and x.case_id = $2 and x.person_id = p.person_id
  where p.tenant_id = $1 and (p.school_id = $3 or p.school_id is null)
    and (p.role <> all($4::text[]) or p.person_id = any($5::uuid[])
      or p.person_id in (select by_person from app.case_event where tenant_id = $1 and case_id = $2))
  order by p.since, p.person_id, p.role`;

/** A case that is over, for a back-test. Who was away then is not kept, so nobody is. The reading is audited. */
export async function pastCase(tx: Tx, caseId: string): Promise<PastCaseFile> {
  const [row] = await tx.query<Row>(CASE, [tx.tenantId, caseId]);
  if (row === undefined) throw new CaseNotFound();
  if (!row.isOver) {
    throw new CaseStillOpen('This case is still open; only one that is over can be back-tested.');
  }
  const chain = await pinnedChain(tx, row.chainHash);
  const calendar = await pinnedCalendar(tx, row.calendarHash);
  const events = await tx.query<Happened>(EVENTS, [tx.tenantId, caseId]);
  const named = Object.values(row.appointed);
  const without = leftOut(chain);
  const held = await tx.query<Held>(HELD, [tx.tenantId, caseId, row.schoolId, without, named]);
  await audit(tx, { verb: 'case.export', subjectKind: 'case', subjectId: caseId, caseId });
  const at = (when: Instant): PostHolder[] => peopleAt(held, without, named, when);
  const told = unnamed({ people: at(events[0]?.at ?? 0), events: withPeople(at, events) });
  return { case: 1, chain, calendar, ...told };
}

function withPeople(
  peopleThen: (at: Instant) => PostHolder[],
  events: readonly Happened[],
): PastCaseFile['events'] {
  let before = JSON.stringify(peopleThen(events[0]?.at ?? 0));
  return events.map(({ at, event }) => {
    const people = peopleThen(at);
    const now = JSON.stringify(people);
    if (now === before) return { at, event };
    before = now;
    return { at, event, people };
  });
}

/** Of those named for the case, also who held no post any more. */
function peopleAt(
  held: readonly Held[],
  without: readonly Post[],
  named: readonly string[],
  at: Instant,
): PostHolder[] {
  const people = held
    .filter(({ since, until }) => since <= at && (until === null || until > at))
    .map(({ person, role, keptOutSince }) => ({
      person,
      role: without.includes(role) ? null : role,
      excluded: keptOutSince !== null && keptOutSince <= at,
      away: false,
    }));
  const gone = named.filter((one) => people.every(({ person }) => person !== one));
  return [
    ...people,
    ...gone.map((person) => ({ person, role: null, excluded: false, away: true, suspended: true })),
  ];
}

const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;

/** Nothing in a file leads back to a person: ids, also those inside a key, are numbered as they come. */
function unnamed<T>(told: T): T {
  const names = new Map<string, string>();
  const text = JSON.stringify(told).replaceAll(UUID, (id) => {
    const name = names.get(id) ?? `person-${names.size + 1}`;
    names.set(id, name);
    return name;
  });
  return JSON.parse(text) as T;
}
