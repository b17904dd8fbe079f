import { Door, UnknownTenant, createDataSource } from '@trustward/database';
import { DutyRow } from '@trustward/database';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aWorld } from './world/world.ts';
import type { World } from './world/world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.database.close());

describe('the door', () => {
  it('refuses a trust that is not there, and words that are no id', async () => {
    const { api } = world.database;
    const run = (as: Parameters<Door['run']>[0]) => api.run(as, () => Promise.resolve('in'));
    await expect(run({ tenantId: randomUUID(), actor: 'test' })).rejects.toBeInstanceOf(UnknownTenant);
    await expect(
      run({ tenantId: `${world.here.trust.id}', true); drop`, actor: 'x' }),
    ).rejects.toBeInstanceOf(UnknownTenant);
    await expect(run({ tenantId: world.here.trust.id, actor: `x'--` })).rejects.toBeInstanceOf(UnknownTenant);
    await expect(run({ tenantId: world.here.trust.id, personId: `'` })).rejects.toBeInstanceOf(UnknownTenant);
  });

  it('undoes everything when the work throws, what a repository saved included', async () => {
    const { owner } = world.database;
    const as = { tenantId: world.here.trust.id, actor: 'test' };
    const work = owner.run(as, async (tx) => {
      const duties = tx.manager.getRepository(DutyRow);
      const duty = await duties.findOneByOrFail({ caseId: world.here.caseId });
      await duties.save({ ...duty, ownerRole: 'headteacher' });
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    const [row] = await owner.run(as, (tx) =>
      tx.query('select owner_role from app.duty where case_id = $1', [world.here.caseId]),
    );
    expect(row).toEqual({ owner_role: 'dsl' });
  });

  it('does not say that it kept what PostgreSQL undid because an error was swallowed', async () => {
    const { owner, ownerPlatform } = world.database;
    const as = { tenantId: world.here.trust.id, actor: 'test' };
    const rename = 'update app.school set short_name = $1 where id = $2';
    const work = owner.run(as, async (tx) => {
      await tx.query(rename, ['Swallowed', world.here.school.id]);
      await tx.query('select 1 / 0').catch(() => undefined);
      return 'kept';
    });
    await expect(work).rejects.toMatchObject({ name: 'NotCommitted' });
    const swallowed = await owner.run(as, (tx) =>
      tx.query(`select id from app.school where short_name = 'Swallowed'`),
    );
    expect(swallowed).toEqual([]);
    const platform = ownerPlatform.run((tx) => tx.query('select 1 / 0').catch(() => 'kept'));
    await expect(platform).rejects.toMatchObject({ name: 'NotCommitted' });
  });

  it('never lets one trust into another over shared connections, through 2,000 interleaved runs and random aborts', async () => {
    const source = createDataSource({ url: world.database.apiUrl, process: 'test', poolSize: 3 });
    const door = new Door(await source.initialize(), world.database.vault);
    const places = [world.here, world.there];
    const run = async (n: number): Promise<boolean> => {
      const place = places[n % 2] ?? world.here;
      try {
        return await door.run(n % 3 === 0 ? place.dsl.as : place.head.as, async (tx) => {
          const rows = await tx.query<{ tenant_id: string }>('select tenant_id from app.case_file');
          if (n % 7 === 0) throw new Error('abort');
          return rows.length === 1 && rows[0]?.tenant_id === place.trust.id;
        });
      } catch (error) {
        // The abort is the point: the connection goes back and the next trust takes it.
        return error instanceof Error && error.message === 'abort';
      }
    };
    const answers: boolean[] = [];
    let next = 0;
    // Always more than there are connections, and never so many that one waits until the pool gives it up.
    const lane = async (): Promise<void> => {
      for (let n = next++; n < 2_000; n = next++) answers.push(await run(n));
    };
    await Promise.all(Array.from({ length: 40 }, lane));
    await source.destroy();
    expect(answers).toHaveLength(2_000);
    expect(answers.filter((isRight) => !isRight)).toHaveLength(0);
  });
});
