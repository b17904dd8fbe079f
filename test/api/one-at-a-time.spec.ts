import { randomUUID } from 'node:crypto';
import { UpkeepLost, reconcile } from '@trustward/casework';
import type { Timekeeper } from '@trustward/casework';
import type { PlatformDoor, PlatformTx } from '@trustward/database';
import { testDatabase } from '@trustward/testing';
import { expect, it } from 'vitest';

// Longer than a busy machine takes from one statement to the next.
const IDLE_AT_MOST_MS = 1_500;

it('a comparison that takes longer than PostgreSQL lets a transaction be idle keeps its lock to the end', async () => {
  const database = await testDatabase();
  const { worker: door, workerPlatform: platform } = database;
  // What the worker's connections have anyway, and sooner.
  const impatient = Object.assign(Object.create(platform) as PlatformDoor, {
    query: platform.query.bind(platform),
    run: <T>(work: (tx: PlatformTx) => Promise<T>) =>
      platform.run(async (tx) => {
        await tx.query(`set local idle_in_transaction_session_timeout = ${IDLE_AT_MOST_MS}`);
        return work(tx);
      }),
  });
  const slow: Timekeeper = {
    running: async function* () {
      await new Promise((resolve) => setTimeout(resolve, 2 * IDLE_AT_MOST_MS));
    },
    look: () => Promise.resolve(null),
    end: () => Promise.resolve(),
    delivering: async function* () {
      yield* [];
    },
    delivers: () => Promise.resolve(true),
    delivered: async function* () {
      yield* [];
    },
  };
  await expect(reconcile({ door, platform: impatient }, slow, () => undefined)).resolves.toMatchObject({
    surplus: [],
  });
  await database.close();
});

it('a workflow that cannot be ended keeps no other from it, and is named', async () => {
  const database = await testDatabase();
  const { worker: door, workerPlatform: platform } = database;
  const [stuck, gone] = [randomUUID(), randomUUID()].map((caseId) => ({
    tenantId: randomUUID(),
    caseId,
    wakeAt: null,
  }));
  const ended: string[] = [];
  const timekeeper: Timekeeper = {
    running: async function* () {
      yield* [stuck, gone].filter((it) => it !== undefined);
    },
    look: (it) => Promise.resolve({ ...it, wakeAt: null }),
    end: ({ caseId }) => {
      if (caseId === stuck?.caseId) return Promise.reject(new Error('refused'));
      ended.push(caseId);
      return Promise.resolve();
    },
    delivering: async function* () {
      yield* [];
    },
    delivers: () => Promise.resolve(false),
    delivered: async function* () {
      yield* [];
    },
  };
  const found = await reconcile({ door, platform }, timekeeper, () => undefined);
  expect(found).toMatchObject({
    surplus: [{ caseId: stuck?.caseId }, { caseId: gone?.caseId }],
    notEnded: [{ caseId: stuck?.caseId }],
  });
  expect(ended).toEqual([gone?.caseId]);
  await database.close();
});

it('3.8 a comparison whose lock is cut stops with a sentence, and pokes and ends nothing any more', async () => {
  const database = await testDatabase();
  const { worker: door, workerPlatform: platform } = database;
  const strange = { tenantId: randomUUID(), caseId: randomUUID(), wakeAt: null };
  const ended: string[] = [];
  const cut: Timekeeper = {
    running: async function* () {
      yield* [strange];
    },
    look: async (it) => {
      await platform.query(`select pg_terminate_backend(pid) from pg_locks
        where locktype = 'advisory' and pid <> pg_backend_pid()
          and database = (select oid from pg_database where datname = current_database())`);
      return { ...it, wakeAt: null };
    },
    end: ({ caseId }) => Promise.resolve(void ended.push(caseId)),
    delivering: async function* () {
      yield* [];
    },
    delivers: () => Promise.resolve(false),
    delivered: async function* () {
      yield* [];
    },
  };
  await expect(reconcile({ door, platform }, cut, () => undefined)).rejects.toThrow(UpkeepLost);
  expect(ended).toEqual([]);
  await database.close();
});
