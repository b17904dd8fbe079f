import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ApplicationFailure, defaultPayloadConverter } from '@temporalio/client';
import {
  CASE_QUEUE,
  POKE_SIGNAL,
  caseWorkflowId,
  deliveryWorkflowId,
  type CaseInput,
  type CaseRun,
  type WakeResult,
} from '@trustward/contracts/temporal';
import type { caseWorkflow } from '@trustward/workflows';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { until } from './harness/until.ts';
import { startWorkflowWorld, type WorkflowWorld } from './harness/workflow-world.ts';

const DAY_MS = 86_400_000;
const CANARY = 'canary-Lena-Moss-7B';
const asleep = (): WakeResult => ({
  deliveries: [],
  wakeAt: Date.now() + DAY_MS,
  now: Date.now(),
  ended: false,
});

/** The database's part: what a case answers when it is woken, and what was asked of it. */
let answer: (input: CaseInput, nth: number) => WakeResult | Promise<WakeResult>;
let wakes: CaseInput[] = [];
let delivered: string[] = [];
/** What a delivery waits for before it has looked; nothing, but where a test says so. */
let looked: Promise<unknown> = Promise.resolve();
let world: WorkflowWorld;

beforeAll(async () => {
  world = await startWorkflowWorld({
    wake: async (input) => answer(input, wakes.push(input)),
    deliver: async ({ deliveryId }) => {
      const told = delivered.push(deliveryId);
      await looked;
      return { told };
    },
  });
});
afterAll(() => world.end());
beforeEach(() => {
  wakes = [];
  delivered = [];
  looked = Promise.resolve();
  answer = asleep;
});

const aCase = (): CaseInput => ({ tenantId: randomUUID(), caseId: randomUUID() });
const poke = (input: CaseInput) =>
  world.client.workflow.signalWithStart<typeof caseWorkflow>('caseWorkflow', {
    workflowId: caseWorkflowId(input),
    taskQueue: CASE_QUEUE,
    args: [input],
    signal: POKE_SIGNAL,
  });
const describeCase = (input: CaseInput) => world.client.workflow.getHandle(caseWorkflowId(input)).describe();
const woken = (atLeast: number) =>
  until(
    'wakes',
    () => wakes.length,
    (count) => count >= atLeast,
  );

describe('the workflow of a case', () => {
  it('wakes the case when it starts, at the instant it asked for, and when it is poked', async () => {
    const input = aCase();
    answer = (_input, nth) => (nth === 1 ? { ...asleep(), wakeAt: Date.now() + 400 } : asleep());
    const startedAt = Date.now();
    await poke(input);
    await woken(2);
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(400);
    const before = wakes.length;
    await poke(input);
    await woken(before + 1);
    expect(wakes.every(({ caseId }) => caseId === input.caseId)).toBe(true);
  });

  it('measures its sleep by the database’s clock alone, however wrong this machine’s is', async () => {
    const hoursAhead = Date.now() + 9 * 3_600_000;
    answer = (_input, nth) => ({ ...asleep(), now: hoursAhead, wakeAt: nth === 1 ? hoursAhead + 300 : null });
    await poke(aCase());
    await woken(2);
  });

  it('ends when the case has ended, and a late poke starts it again', async () => {
    const input = aCase();
    answer = () => ({ ...asleep(), wakeAt: null, ended: true });
    const { signaledRunId } = await poke(input);
    await until(
      'end',
      () => describeCase(input),
      ({ status }) => status.name === 'COMPLETED',
    );
    const again = await poke(input);
    expect(again.signaledRunId).not.toBe(signaledRunId);
    await until(
      'second end',
      () => describeCase(input),
      ({ status }) => status.name === 'COMPLETED',
    );
  });

  it('loses no poke that arrives while the wake that ends the case is under way', async () => {
    const input = aCase();
    const wakesOf = () => wakes.filter(({ caseId }) => caseId === input.caseId).length;
    answer = async (_input, nth) => {
      if (nth === 1) await poke(input);
      return { ...asleep(), wakeAt: null, ended: true };
    };
    await poke(input);
    await until(
      'end',
      () => describeCase(input),
      ({ status }) => status.name === 'COMPLETED',
    );
    expect(wakesOf()).toBeGreaterThanOrEqual(2);
  });

  it('starts each delivery once, and lets it outlive the case', async () => {
    const input = aCase();
    const deliveries = [randomUUID(), randomUUID()];
    answer = (_input, nth) => ({
      ...asleep(),
      deliveries,
      wakeAt: nth === 1 ? Date.now() + 50 : null,
      ended: nth > 1,
    });
    await poke(input);
    await until(
      'end',
      () => describeCase(input),
      ({ status }) => status.name === 'COMPLETED',
    );
    for (const deliveryId of deliveries) {
      const id = deliveryWorkflowId({ tenantId: input.tenantId, deliveryId });
      await world.client.workflow.getHandle(id).result();
    }
    expect(new Set(delivered)).toEqual(new Set(deliveries));
  });

  it('has a delivery that is under way look again, so that what it may not have seen is sent', async () => {
    const input = aCase();
    const deliveryId = randomUUID();
    const looks = (atLeast: number) =>
      until(
        'looks',
        () => delivered.filter((id) => id === deliveryId).length,
        (count) => count >= atLeast,
      );
    answer = (_input, nth) => ({ ...asleep(), deliveries: nth < 3 ? [deliveryId] : [] });
    let goOn: (value?: unknown) => void = () => undefined;
    looked = new Promise((resume) => (goOn = resume));
    await poke(input);
    await looks(1);
    await poke(input);
    await looks(2);
    goOn();
    const delivery = world.client.workflow.getHandle(deliveryWorkflowId({ ...input, deliveryId }));
    await delivery.result();
    expect((await describeCase(input)).status.name).toBe('RUNNING');
  });

  it('loses no poke that races continue-as-new', async () => {
    const input = aCase();
    let changes = 0;
    let seen = 0;
    answer = () => {
      seen = changes;
      return asleep();
    };
    const { signaledRunId } = await poke(input);
    const currentRun = async () => (await describeCase(input)).runId;
    while ((await currentRun()) === signaledRunId) {
      await Promise.all(
        Array.from({ length: 20 }, () => {
          changes += 1;
          return poke(input);
        }),
      );
      // Every change is seen by a wake that began after it: this is what a lost poke would break.
      await until(
        'the last change',
        () => seen,
        (last) => last === changes,
      );
    }
    changes += 1;
    await poke(input);
    await until(
      'a change after it',
      () => seen,
      (last) => last === changes,
    );
  });

  it('keeps its growing pause over continue-as-new, so that a faulty case does not begin to spin again', async () => {
    answer = () => Promise.reject(Object.assign(new Error(CANARY), { code: 'ECONNREFUSED' }));
    const input = aCase();
    const { signaledRunId } = await poke(input);
    // A wake asks three times, or more where a slow machine has to ask anew: with the tenth question at least one wake has
    // been fruitless. Only then is the history filled.
    await woken(10);
    while ((await describeCase(input)).runId === signaledRunId) {
      const before = wakes.length;
      await Promise.all(Array.from({ length: 20 }, () => poke(input)));
      await woken(before + 1);
    }
    const { told, pauses } = await until(
      'a pause of the next run',
      () => begunWith(input),
      (run) => run.pauses.length > 0,
    );
    const fruitless = told.fruitless ?? 0;
    expect(told).toEqual({ ...input, fruitless });
    expect(fruitless).toBeGreaterThan(0);
    // A poke that came with the change of runs ends its first pause before it began; the next is longer still.
    expect(pauses[0]).toBeGreaterThanOrEqual(Math.min(100 * 2 ** fruitless, 10_000));
    await world.client.workflow.getHandle(caseWorkflowId(input)).terminate();
  });

  it('outlasts a database that does not answer, and wakes within seconds of its return', async () => {
    let away = true;
    const refused = () => Object.assign(new Error(CANARY), { code: 'ECONNREFUSED' });
    answer = () => (away ? Promise.reject(refused()) : asleep());
    const input = aCase();
    await poke(input);
    await woken(8);
    away = false;
    const back = wakes.length;
    await woken(back + 1);
    expect((await describeCase(input)).status.name).toBe('RUNNING');
    expect(world.failures).toContain('network-ECONNREFUSED');
  });

  it('fails with the code alone when asking again is pointless, and Temporal’s store holds no word of the error', async () => {
    const input = aCase();

    answer = () => Promise.reject(ApplicationFailure.nonRetryable(CANARY, 'CaseNotFound', CANARY));
    await poke(input);
    await until(
      'end',
      () => describeCase(input),
      ({ status }) => status.name === 'FAILED',
    );
    const { history } = await fetchHistory(input);
    expect(history).toContain('CaseNotFound');
    expect(history).not.toContain(CANARY);
    for (const file of [world.dbFile, `${world.dbFile}-wal`]) {
      expect((await readFile(file).catch(() => Buffer.alloc(0))).includes(CANARY)).toBe(false);
    }
  });
});

/** What the current run of a case was told at its start, and how long it has paused since. */
async function begunWith(input: CaseInput): Promise<{ told: CaseRun; pauses: readonly number[] }> {
  const { events } = await world.client.workflow.getHandle(caseWorkflowId(input)).fetchHistory();
  const [payload] = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  if (!payload) throw new Error('The run was told nothing.');
  const timers = (events ?? []).flatMap(
    (event) => event.timerStartedEventAttributes?.startToFireTimeout ?? [],
  );
  return {
    told: defaultPayloadConverter.fromPayload<CaseRun>(payload),
    pauses: timers.map(({ seconds, nanos }) => Number(seconds ?? 0) * 1_000 + (nanos ?? 0) / 1_000_000),
  };
}

async function fetchHistory(input: CaseInput): Promise<{ history: string }> {
  return {
    history: JSON.stringify(await world.client.workflow.getHandle(caseWorkflowId(input)).fetchHistory()),
  };
}
