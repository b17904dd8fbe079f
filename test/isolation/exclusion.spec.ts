import { CaseNotFound, deliverNotice, drive, wake, worldOfCase } from '@trustward/casework';
import { POLICIES } from '@trustward/database';
import { aCase } from '@trustward/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OF_A_CASE, countsOf, none } from './counts.ts';
import { aWorld, exclude } from './world/world.ts';
import type { World } from './world/world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.database.close());

/** What the API may read of a trust; the others it may not even ask for. */
const READABLE = Object.keys(POLICIES).filter(
  (table) => !['audit_batch', 'likeness', 'message', 'own_carrier'].includes(table),
);
const countAndEnd = async (client: Client): Promise<unknown> => {
  try {
    return (await client.query('select count(*)::int as n from app.case_file')).rows;
  } finally {
    await client.end();
  }
};

describe('a person excluded from a case', () => {
  it('sees no row of it in any table, though a colleague of the same post does', async () => {
    const { here, database } = world;
    const before = await countsOf(database.api, here.head.as, OF_A_CASE, here.caseId);
    expect(before).toMatchObject({
      case_file: 1,
      case_event: 1,
      duty: 1,
      audit: 2,
      delivery: 1,
      agency_link: 1,
    });
    await exclude(world, here, here.head);
    expect(await countsOf(database.api, here.head.as, OF_A_CASE, here.caseId)).toEqual(none(OF_A_CASE));
    const lead = await countsOf(database.api, here.lead.as, OF_A_CASE, here.caseId);
    expect(lead).toMatchObject({ case_file: 1, case_event: 1, duty: 1, exclusion: 1, agency_link: 1 });
  });

  it('is answered as if there were no such case, in reading and in acting', async () => {
    const { here, database } = world;
    const read = database.api.run(here.head.as, (tx) => worldOfCase(tx, here.caseId));
    await expect(read).rejects.toBeInstanceOf(CaseNotFound);
    const act = database.api.run(here.head.as, (tx) => drive(tx, here.caseId, { kind: 'time' }));
    await expect(act).rejects.toBeInstanceOf(CaseNotFound);
  });

  it('cannot tell it by its size: other cases are counted as ever', async () => {
    const { here, database } = world;
    const other = await aCase(here.trust, here.teacher, here.school);
    expect(await countsOf(database.api, here.head.as, ['case_file'])).toEqual({ case_file: 1 });
    expect(await countsOf(database.api, here.head.as, ['case_file'], other.caseId)).toEqual({ case_file: 1 });
  });

  it('owns no duty of it and hears nothing of it', async () => {
    const { here, database } = world;
    const late = await aCase(here.trust, here.teacher, here.school, { awareAt: Date.now() - 5 * 3_600_000 });
    await exclude(world, here, here.head, late.caseId);
    await exclude(world, here, here.dsl, late.caseId);
    const woken = await wake(database.worker, { tenantId: here.trust.id, caseId: late.caseId });
    for (const deliveryId of woken.deliveries) {
      await deliverNotice(database.worker, { tenantId: here.trust.id, deliveryId });
    }
    const told = await database.worker.run({ tenantId: here.trust.id, actor: 'worker' }, (tx) =>
      tx.query<{ person_id: string }>('select distinct person_id from app.notice where case_id = $1', [
        late.caseId,
      ]),
    );
    expect(told).toEqual([{ person_id: here.lead.id }]);
    const owner = await database.worker.run({ tenantId: here.trust.id, actor: 'worker' }, (tx) =>
      tx.query<{ owner_person: string }>('select owner_person from app.duty where case_id = $1', [
        late.caseId,
      ]),
    );
    expect(owner).toEqual([{ owner_person: here.lead.id }]);
  });
});

describe('a transaction', () => {
  it('of the API without a person sees nothing at all', async () => {
    const { here, database } = world;
    const as = { tenantId: here.trust.id, actor: 'nobody' };
    expect(await countsOf(database.api, as, READABLE)).toEqual(none(READABLE));
  });

  it('in the name of a person of another trust sees nothing of this one', async () => {
    const { here, there, database } = world;
    expect(await countsOf(database.api, there.dsl.as, OF_A_CASE, here.caseId)).toEqual(none(OF_A_CASE));
    const mine = await database.api.run(there.dsl.as, (tx) =>
      tx.query<{ tenant_id: string }>('select distinct tenant_id from app.person'),
    );
    expect(mine).toEqual([{ tenant_id: there.trust.id }]);
  });

  it('of the worker without a named actor sees nothing', async () => {
    const client = new Client({ connectionString: world.database.workerUrl });
    await client.connect();
    await client.query(`select set_config('app.tenant', $1, false)`, [world.here.trust.id]);
    expect(await countAndEnd(client)).toEqual([{ n: 0 }]);
  });

  it('of any role without a trust sees nothing, the owner included', async () => {
    const { apiUrl, workerUrl, ownerUrl } = world.database;
    for (const connectionString of [apiUrl, workerUrl, ownerUrl]) {
      const client = new Client({ connectionString });
      await client.connect();
      expect(await countAndEnd(client)).toEqual([{ n: 0 }]);
    }
  });

  it('cannot write a row of another trust', async () => {
    const { here, there, database } = world;
    const smuggle = database.worker.run({ tenantId: here.trust.id, actor: 'worker' }, (tx) =>
      tx.query(
        `insert into app.breach (tenant_id, case_id, step, at, owner_person) values ($1, $2, 'decide', now(), null)`,
        [there.trust.id, there.caseId],
      ),
    );
    await expect(smuggle).rejects.toThrow(/row-level security/);
  });
});
