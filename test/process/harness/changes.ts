import { randomUUID } from 'node:crypto';
import { change } from '@trustward/contracts';
import type { Change } from '@trustward/contracts';
import { aPerson } from '@trustward/testing';
import { PASSWORD_HASH } from '../../api/password.ts';
import { startApi } from '../../api/api-server.ts';
import { signIn } from '../../api/signed-in.ts';
import type { ProcessWorld } from './process-world.ts';
import { query } from './rows.ts';
import { until } from './until.ts';

/** Somebody of the trust's central team at the application, who drafts changes and applies them. */
export interface CentralTeam {
  /** Drafts that somebody is away, from now on or from an instant, and waits until it was counted. */
  absenceOf(personId: string, from?: number): Promise<Change>;
  /** The same, that somebody is off duty from now on. */
  offDutyOf(personId: string): Promise<Change>;
  apply(counted: Change): Promise<void>;
  is(which: Change, state: Change['state']): Promise<Change>;
  end(): Promise<void>;
}

/** Somebody of the trust's central team, signed in to the application. */
export async function anAdministrator({ database, trust }: Pick<ProcessWorld, 'database' | 'trust'>) {
  const server = await startApi(database);
  const somebody = await aPerson(trust).withPasswordHash(PASSWORD_HASH).as('trustAdministrator').create();
  return { admin: await signIn(server, somebody), email: somebody.email, end: () => server.close() };
}

export async function aCentralTeam(world: ProcessWorld): Promise<CentralTeam> {
  const { admin, end } = await anAdministrator(world);
  const is = ({ id }: Change, state: Change['state']) =>
    until(
      `change ${state}`,
      async () => change.parse((await admin.get(`/api/changes/${id}`).expect(200)).body),
      (it) => it.state === state,
      30_000,
    );
  return {
    is,
    absenceOf: async (personId, from) => {
      const until = new Date(Date.now() + 86_400_000).toISOString();
      const begins = from === undefined ? null : new Date(from).toISOString();
      const draft = { kind: 'absence', eventId: randomUUID(), personId, from: begins, until };
      return is(change.parse((await admin.post('/api/changes', draft).expect(200)).body), 'counted');
    },
    offDutyOf: async (personId) => {
      const draft = { kind: 'offDuty', eventId: randomUUID(), personId, offDuty: true };
      return is(change.parse((await admin.post('/api/changes', draft).expect(200)).body), 'counted');
    },
    apply: async ({ id, version }) =>
      void (await admin.post(`/api/changes/${id}/apply`, { version }).expect(200)),
    end,
  };
}

/** While the work goes on, nobody can move the case. */
export const whileHeld = <T>(
  { database, trust }: ProcessWorld,
  caseId: string,
  work: () => Promise<T>,
): Promise<T> =>
  database.owner.run({ tenantId: trust.id, actor: 'test' }, async (tx) => {
    await tx.query('select from app.case_file where tenant_id = $1 and id = $2 for update', [
      trust.id,
      caseId,
    ]);
    return work();
  });

/** What was to begin in an hour begins now. */
export async function anHourLater(world: ProcessWorld, { id }: Change): Promise<void> {
  await query(world, 'update app.absence set from_at = now() where tenant_id = $1 and id = $2', id);
  await query(world, 'update app.change set begins_at = now() where tenant_id = $1 and id = $2', id);
  const run = 'update graphile_worker._private_jobs set run_at = now() where key = $1';
  await world.database.ownerPlatform.query(run, [`change/${world.trust.id}/${id}`]);
}

/** The cases of a change in the order in which they are taken, and how often each has it in its history. */
export const casesOf = (world: ProcessWorld, { id }: Change) =>
  query<{ caseId: string; applied: boolean; events: number }>(
    world,
    `select x.case_id as "caseId", x.applied_at is not null as applied, (select count(*)::int from app.case_event e
       where e.tenant_id = x.tenant_id and e.case_id = x.case_id and e.type = 'peopleChanged') as events
     from app.change_case x where x.tenant_id = $1 and x.change_id = $2 order by x.wake_at nulls last, x.case_id`,
    id,
  );

/** Who owns what these cases still owe. */
export const owners = async (world: ProcessWorld, cases: readonly string[]): Promise<string[]> =>
  (
    await query<{ owner: string }>(
      world,
      `select distinct owner_person as owner from app.duty
       where tenant_id = $1 and case_id = any($2::uuid[]) and ended_at is null and owner_person is not null`,
      cases,
    )
  ).map(({ owner }) => owner);
