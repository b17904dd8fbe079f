import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { audit, noteReached, sealAudit, shipHeads } from '@trustward/casework';
import type { Sealed } from '@trustward/casework';
import { migrate, openFileSigner } from '@trustward/database';
import { aStaffedSchool, testDatabase } from '@trustward/testing';
import { expect, it, onTestFinished } from 'vitest';
import { MemoryPlace, sealAll, verdictOn } from './sealing.ts';

it('a database brought to a server that has counted fewer transactions writes no audit until it is migrated, and then goes on in order', async () => {
  const database = await testDatabase();
  const folder = await mkdtemp(path.join(tmpdir(), 'trustward-moved-'));
  onTestFinished(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });
  const signer = await openFileSigner(path.join(folder, 'audit.key'));
  const place = new MemoryPlace();
  const { trust, people } = await aStaffedSchool(database);
  const act = () =>
    database.api.run(people.dsl.as, (tx) =>
      audit(tx, { verb: 'case.read', subjectKind: 'case', subjectId: randomUUID() }),
    );
  await act();
  let last: Sealed | null = null;
  while (last === null) last = await sealAudit(database.worker, signer, trust.id);
  await noteReached(database.workerPlatform, [last]);
  const [clock] = await database.ownerPlatform.query<{ reached: string }>(
    'select reached::text as reached from platform.audit_clock',
  );
  expect(clock?.reached).toBe(last.lastWrittenIn);

  // As after a dump from a server that had counted a hundred million more: the sealed row and the clock came with it.
  const further = 100_000_000;
  await database.ownerPlatform.query('update platform.audit_clock set reached = reached + $1', [further]);
  await expect(act()).rejects.toThrow(/goes on once it has been migrated/);
  await migrate({ url: database.ownerUrl });
  await act();
  await act();
  expect((await sealAll(database, signer, trust.id)).rows).toBe(2);
  await shipHeads(database.worker, place, trust.id);
  expect(await verdictOn(database, trust.id, place)).toMatchObject({ holds: true, sealed: 3 });
  // Migrated again, it goes on as it was.
  await migrate({ url: database.ownerUrl });
  await act();
  expect((await sealAll(database, signer, trust.id)).rows).toBe(2);
});
