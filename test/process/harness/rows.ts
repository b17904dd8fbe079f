import type { ProcessWorld } from './process-world.ts';

/** What stands in PostgreSQL, read as the owner of the tables; instants in ms. */
export async function query<R>(
  { database, trust }: ProcessWorld,
  sql: string,
  ...values: readonly unknown[]
): Promise<R[]> {
  return database.owner.run({ tenantId: trust.id, actor: 'test' }, (tx) =>
    tx.query<R>(sql, [trust.id, ...values]),
  );
}

export interface DutyNow {
  readonly version: number;
  readonly state: string;
  readonly openedAt: number;
  readonly dueAt: number;
  readonly breachedAt: number | null;
}
export async function duty(world: ProcessWorld, caseId: string, step: string): Promise<DutyNow> {
  const [row] = await query<DutyNow>(
    world,
    `select version, state, app.ms(opened_at) as "openedAt", app.ms(due_at) as "dueAt", app.ms(breached_at) as "breachedAt" from app.duty
     where tenant_id = $1 and case_id = $2 and step = $3`,
    caseId,
    step,
  );
  if (row === undefined) throw new Error(`The case has no duty ${step}.`);
  return row;
}

export interface NoticeRow {
  readonly person: string;
  readonly because: string;
  readonly step: string;
  readonly at: number;
  readonly afterMs: number;
}
/** Every notice of a case about one step, oldest first. */
export const notices = (world: ProcessWorld, caseId: string, step: string): Promise<NoticeRow[]> =>
  query(
    world,
    `select person_id as person, because, step, app.ms(at) as at, app.ms(created_at) - app.ms(at) as "afterMs"
     from app.notice where tenant_id = $1 and case_id = $2 and step = $3 order by at, because, person_id`,
    caseId,
    step,
  );

export const breaches = (world: ProcessWorld, caseId: string): Promise<{ step: string; at: number }[]> =>
  query(
    world,
    `select step, app.ms(at) as at from app.breach where tenant_id = $1 and case_id = $2 order by at`,
    caseId,
  );

/** The ids of what is decided and not yet told. */
export const pendingDeliveries = async (world: ProcessWorld, caseId: string): Promise<readonly string[]> =>
  (
    await query<{ id: string }>(
      world,
      `select id from app.delivery where tenant_id = $1 and case_id = $2 and state = 'pending'`,
      caseId,
    )
  ).map(({ id }) => id);

/** How many wakes were played, and the instants of the case at which they were. */
export const playedAt = async (world: ProcessWorld, caseId: string): Promise<number[]> =>
  (
    await query<{ at: number }>(
      world,
      `select app.ms(at) as at from app.case_event where tenant_id = $1 and case_id = $2 and type = 'timePassed' order by seq`,
      caseId,
    )
  ).map(({ at }) => at);
