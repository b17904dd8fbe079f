import { randomUUID } from 'node:crypto';
import { deliver, drive, openCase } from '@trustward/casework';
import type { CaseInput } from '@trustward/contracts';
import type { Door } from '@trustward/database';

/** Where cases can be opened: a school, and somebody of it who reports. */
export interface Place {
  readonly tenantId: string;
  readonly schoolId: string;
  readonly school: string;
  readonly reporterId: string;
}

export const ACTOR = 'bench';
const CONCERN = { id: 'concern-about-a-child', facts: { source: 'saw', 'in-danger-now': 'no' } } as const;

export interface Kind {
  readonly id: string;
  readonly facts: Readonly<Record<string, string>>;
  /** As it is opened, where nothing else is said. */
  readonly awareAt?: number;
}
export interface Opened extends CaseInput {
  readonly deliveries: readonly string[];
  readonly wakeAt: number | null;
}

export async function placesOf(owner: Door, tenantId: string): Promise<readonly Place[]> {
  const rows = await owner.run({ tenantId, actor: ACTOR }, (tx) =>
    tx.query<Omit<Place, 'tenantId'>>(
      `select s.id as "schoolId", s.name as school, min(p.person_id::text) as "reporterId"
       from app.school s join app.post p on p.tenant_id = s.tenant_id and p.school_id = s.id
       where s.tenant_id = $1 group by s.id, s.name order by s.name`,
      [tenantId],
    ),
  );
  return rows.map((row) => ({ tenantId, ...row }));
}

/** Opens a case as the API would, but for the person. */
export function open(
  owner: Door,
  { tenantId, schoolId, reporterId }: Place,
  kind: Kind = CONCERN,
): Promise<Opened> {
  return owner.run({ tenantId, actor: ACTOR }, async (tx) => {
    const opened = await openCase(tx, {
      eventId: randomUUID(),
      schoolId,
      chainId: kind.id,
      awareAt: kind.awareAt ?? tx.startedAt,
      facts: kind.facts,
      drill: false,
      by: reporterId,
      header: { childName: 'Bench Child', initials: 'BC', yearGroup: 'Year 4' },
      words: { account: 'Made up to be counted.' },
    });
    if (opened.refusal !== null) throw new Error(`A case could not be opened: ${opened.refusal.sentence}`);
    return { tenantId, caseId: opened.caseId, deliveries: opened.deliveries, wakeAt: opened.wakeAt };
  });
}

/**
 * Opens as many as asked, turn by turn over the places; `settled` ones have told everyone already and are in hand, so that
 * none of them wakes by itself while something else is measured.
 */
export async function openMany(
  owner: Door,
  places: readonly Place[],
  count: number,
  { settled = false } = {},
): Promise<readonly Opened[]> {
  const opened: Opened[] = [];
  let next = 0;
  const one = async () => {
    for (let n = next++; n < count; n = next++) {
      const place = places[n % places.length];
      if (place === undefined) throw new Error('There is no school to open a case at.');
      const it = await open(owner, place);
      if (settled) await settle(owner, it);
      opened.push(it);
    }
  };
  await Promise.all(Array.from({ length: 8 }, one));
  return opened;
}

const OWNED = `select step, owner_person as by, version from app.duty
  where tenant_id = $1 and case_id = $2 and owner_person is not null and ended_at is null`;

async function settle(owner: Door, { tenantId, caseId, deliveries }: Opened): Promise<void> {
  await owner.run({ tenantId, actor: ACTOR }, async (tx) => {
    for (const id of deliveries) await deliver(tx, id);
    const owned = await tx.query<{ step: string; by: string; version: number }>(OWNED, [tenantId, caseId]);
    for (const duty of owned) {
      const event = { type: 'acknowledged', ...duty } as const;
      await drive(tx, caseId, { kind: 'act', event, eventId: randomUUID() });
    }
  });
}

/** Forgets the jobs that opening left, where no worker is there to do them or none should. */
export async function forgetJobs(owner: Door, tenantId: string): Promise<void> {
  await owner.run({ tenantId, actor: ACTOR }, (tx) => tx.query(`delete from graphile_worker._private_jobs`));
}
