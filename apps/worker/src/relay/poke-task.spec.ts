import { randomUUID } from 'node:crypto';
import { ServiceError } from '@temporalio/client';
import type { Logger } from '@trustward/observability';
import type { JobHelpers } from 'graphile-worker';
import { describe, expect, it } from 'vitest';
import { pokeTask } from './poke-task.ts';

const log: Logger = {
  ...{ debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
  child: () => log,
};
const [tenantId, caseId] = [randomUUID(), randomUUID()];
const REFUSED = 3;
const AWAY = 14;

/** What was parked by the try of this number, where the answer has this code. */
async function parkedAt(attempts: number, code: number): Promise<readonly unknown[]> {
  const parked: unknown[] = [];
  const cause = Object.assign(new Error('no'), { code, details: '', metadata: {} });
  const task = pokeTask(
    () => Promise.reject(new ServiceError('no', { cause })),
    () => Promise.resolve(false),
    log,
  );
  const addJob = (...job: unknown[]) => Promise.resolve(void parked.push(job));
  const helpers = { job: { id: '1', attempts, created_at: new Date() }, addJob } as unknown as JobHelpers;
  await Promise.resolve(task({ tenantId, caseId, lane: tenantId }, helpers)).catch(() => undefined);
  return parked;
}

describe('a poke that Temporal refuses', () => {
  it('is tried twelve times, then parked under its case’s name, without a turn', async () => {
    expect(await parkedAt(11, REFUSED)).toEqual([]);
    expect(await parkedAt(12, REFUSED)).toEqual([
      ['poke-parked', { tenantId, caseId }, { jobKey: `case/${tenantId}/${caseId}`, jobKeyMode: 'replace' }],
    ]);
  });

  it('is never parked because Temporal is away', async () => {
    expect(await parkedAt(24, AWAY)).toEqual([]);
  });
});

describe('a poke of a case that may rest', () => {
  /** Whether it was poked, where it is or is not laid to rest. */
  const isPoked = async (payload: object, rests: boolean): Promise<boolean> => {
    let poked = false;
    const poke = () => Promise.resolve(void (poked = true));
    const helpers = { job: { id: '1', attempts: 1, created_at: new Date() } } as unknown as JobHelpers;
    await pokeTask(poke, () => Promise.resolve(rests), log)(payload, helpers);
    return poked;
  };

  it('lays it to rest; where it cannot be, and where it was not said that it may, the case is poked', async () => {
    const plain = { tenantId, caseId };
    const resting = { ...plain, mayRest: true };
    expect([await isPoked(resting, true), await isPoked(resting, false)]).toEqual([false, true]);
    expect(await isPoked(plain, true)).toBe(true);
  });
});
