import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { listen } from '@trustward/database';
import { testDatabase } from '@trustward/testing';
import { describe, expect, it } from 'vitest';

const closedPort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => {
        resolve(port);
      });
    });
  });

const silent = { onCaseChanged: () => undefined, onNoticeMade: () => undefined };
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 200));

describe('a connection that listens', () => {
  it('is refused, and never also called lost, while PostgreSQL is away', async () => {
    let lost = 0;
    const url = `postgres://nobody@127.0.0.1:${await closedPort()}/nothing`;
    await expect(listen(url, { ...silent, onLost: () => (lost += 1) })).rejects.toThrow();
    await soon();
    expect(lost).toBe(0);
  });

  it('hears what it was told and outlives what is none of ours', async () => {
    const database = await testDatabase();
    const heard: unknown[] = [];
    const open = await listen(database.apiUrl, {
      onCaseChanged: (said) => heard.push(said),
      onNoticeMade: (said) => heard.push(said),
      onLost: () => heard.push('lost'),
    });
    const changed = { tenantId: randomUUID(), caseId: randomUUID(), version: 3 };
    for (const said of ['not json', '', 'null', '[]', '{"tenantId":1}', JSON.stringify(changed)]) {
      for (const channel of ['notice_made', 'case_changed']) {
        await database.platform.query('select pg_notify($1, $2)', [channel, said]);
      }
    }
    await expect.poll(() => heard).toEqual([changed]);
    await open.close();
    await database.close();
  });

  it('is called lost once when it is cut, and not at all when it is closed', async () => {
    const database = await testDatabase();
    const lost = { cut: 0, closed: 0 };
    await listen(database.apiUrl, { ...silent, onLost: () => (lost.cut += 1) });
    await database.platform.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'trustward-listen' and datname = current_database()`,
    );
    const open = await listen(database.apiUrl, { ...silent, onLost: () => (lost.closed += 1) });
    await open.close();
    await soon();
    expect(lost).toEqual({ cut: 1, closed: 0 });
    await database.close();
  });
});
