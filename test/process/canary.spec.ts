import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { aCase } from '@trustward/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aWorker, moveBeyondAll } from './harness/drills.ts';
import { expectWholeFollowUp } from './harness/expectations.ts';
import { startProcessWorld, type ProcessWorld } from './harness/process-world.ts';
import { done, openRealCase } from './harness/scenario.ts';
import type { WorkerProcess } from './harness/worker-process.ts';

const CANARY = 'canaryQX7';
const words = (of: string): string => `${CANARY} ${of}`;

let world: ProcessWorld;
let worker: WorkerProcess;
beforeAll(async () => {
  world = await startProcessWorld('canary');
  worker = await aWorker(world, { TRUSTWARD_LOG_LEVEL: 'debug' });
});
afterAll(() => world.end());

describe('what people wrote about a child', () => {
  it('is neither in a byte of Temporal’s store nor in a line of the worker’s log', async () => {
    const caseId = await throughADrill();
    await openRealCase(world);
    await world.killTemporal();
    const stores = await bytesOf(world.folder, 'temporal.db');
    // The search finds what is there, or finding nothing would prove nothing.
    expect(stores.includes(caseId)).toBe(true);
    expect(stores.includes(CANARY)).toBe(false);
    expect(stores.includes('Robin Testcase')).toBe(false);
    expect(worker.output()).toContain('part is up');
    expect(worker.output()).not.toContain(CANARY);
    for (const { name, email } of Object.values(world.people)) {
      expect([name, stores.includes(name), stores.includes(email)]).toEqual([name, false, false]);
      expect(worker.output()).not.toContain(name);
    }
    await world.startTemporal();
  });
});

/** Every field that takes words is given some, and all that can be told is told. */
async function throughADrill(): Promise<string> {
  const { trust, people, school } = world;
  const { caseId } = await aCase(trust, people.dsl, school, {
    drill: true,
    awareAt: Date.now(),
    header: { childName: words('name'), initials: 'CQ', yearGroup: 'Year 4' },
    words: { account: words('account') },
  });
  const why = { reason: words('reason'), others: words('others') };
  await done(world, people.dsl, caseId, 'decide', ['reason', 'others'], 'refer', why);
  const supplied = ['team', 'toldName', 'toldAt', 'said', 'number'];
  const told = Object.fromEntries(supplied.map((field) => [field, words(field)]));
  await done(world, people.dsl, caseId, 'verbal-referral', supplied, undefined, told);
  await moveBeyondAll(world, caseId);
  await expectWholeFollowUp(world, caseId);
  return caseId;
}

async function bytesOf(folder: string, begins: string): Promise<Buffer> {
  const files = (await readdir(folder)).filter((name) => name.startsWith(begins));
  return Buffer.concat(await Promise.all(files.map((name) => readFile(path.join(folder, name)))));
}
