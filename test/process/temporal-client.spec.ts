import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { startTemporal, type RunningTemporal } from '@trustward/infra/temporal';
import {
  Timekeeper,
  answers,
  connectClient,
  ensureNamespace,
  isTemporalAway,
  openClient,
  pingTemporal,
} from '@trustward/temporal';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder, type Folder } from './harness/folder.ts';
import { until } from './harness/until.ts';

const SOME = { tenantId: randomUUID(), caseId: randomUUID() };
let folder: Folder;
let server: RunningTemporal;
beforeAll(async () => {
  folder = await temporaryFolder('client');
  server = await startTemporal({ dbFile: path.join(folder.path, 'temporal.db') });
});
afterAll(async () => {
  await server.stop();
  await folder.remove();
});

describe('the way to Temporal', () => {
  it('makes a namespace that is missing, usable at once, and leaves one that is there', async () => {
    const namespace = `n-${randomUUID()}`;
    const { client, connection, close } = await connectClient({ address: server.address, namespace });
    await ensureNamespace(connection, namespace);
    await ensureNamespace(connection, namespace);
    await client.workflow.start('anything', { workflowId: 'one', taskQueue: 'none' });
    await close();
  });

  it('says within seconds whether a server answers, and notices when it comes back', async () => {
    const settings = { address: server.address, namespace: 'trustward' };
    const { client, connection, close } = openClient(settings);
    expect([await pingTemporal(settings), await answers(connection)]).toEqual([true, true]);
    server.kill();
    await server.ended;
    expect([await pingTemporal(settings), await answers(connection)]).toEqual([false, false]);
    const timekeeper = new Timekeeper(client);
    const asked = [timekeeper.running().next(), timekeeper.look(SOME), timekeeper.end(SOME)];
    const away = await Promise.all(asked.map((it) => it.then(() => false, isTemporalAway)));
    expect(away).toEqual([true, true, true]);
    expect(isTemporalAway(new TypeError('ours'))).toBe(false);
    await expect(connectClient(settings)).rejects.toThrow();
    server = await startTemporal({ dbFile: path.join(folder.path, 'temporal.db'), port: server.port });
    await until(
      'its return',
      () => answers(connection),
      (there) => there,
      15_000,
    );
    await close();
  });
});
