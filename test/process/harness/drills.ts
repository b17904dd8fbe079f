import type { TestContext } from 'vitest';
import { expectWholeFollowUp } from './expectations.ts';
import type { ProcessWorld } from './process-world.ts';
import { duty, notices, type NoticeRow } from './rows.ts';
import { HOUR_MS, moveClock, openDrill, ringSocialCare } from './scenario.ts';
import type { ProductEnvironment } from './product-process.ts';
import { until } from './until.ts';
import type { WorkerProcess } from './worker-process.ts';

export const FOLLOW_UP = 'written-follow-up';
const CASES = 6;

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Workers that were told nothing of their own. */
const usual = new WeakSet<WorkerProcess>();

/** A new worker, which has everything it needs. */
export async function aWorker(world: ProcessWorld, differing?: ProductEnvironment): Promise<WorkerProcess> {
  const worker = world.worker(differing);
  if (differing === undefined) usual.add(worker);
  await Promise.all([worker.isUp('queues'), worker.isUp('relay')]);
  return worker;
}

/** A worker as it is for every test that asks for nothing of its own; the one that an earlier test left at work, if any. */
export async function theWorker(world: ProcessWorld): Promise<WorkerProcess> {
  const left = world.workers.find((worker) => usual.has(worker) && worker.isRunning());
  return left ?? aWorker(world);
}

/** What a test that failed has left may be ill: the next begins with a new one. */
export async function keepWorkers(world: ProcessWorld, { task }: TestContext): Promise<void> {
  if (task.result?.state === 'fail') await killWorkers(world);
}

/** Ends the workers of one test, as suddenly as can be, so that the next begins without. */
export async function killWorkers(world: ProcessWorld): Promise<void> {
  await Promise.all(world.workers.splice(0).map((worker) => worker.kill()));
}

/** Drills whose written follow-up is under way. */
export async function drills(world: ProcessWorld, count = CASES): Promise<readonly string[]> {
  const opened = await Promise.all(Array.from({ length: count }, () => openDrill(world)));
  await Promise.all(opened.map((caseId) => ringSocialCare(world, caseId)));
  return opened;
}

/** Moves a drill to so many hours from the deadline of its written follow-up. */
export async function moveTo(world: ProcessWorld, caseId: string, hoursFromDue: number): Promise<void> {
  const { dueAt } = await duty(world, caseId, FOLLOW_UP);
  await moveClock(world, caseId, dueAt + hoursFromDue * HOUR_MS);
}

/** Both reminders, the breach and the last escalation are behind a drill that was moved so far. */
export const moveBeyondAll = (world: ProcessWorld, caseId: string): Promise<void> =>
  moveTo(world, caseId, 30);

export const expectAllWhole = (world: ProcessWorld, cases: readonly string[]): Promise<unknown> =>
  Promise.all(cases.map((caseId) => expectWholeFollowUp(world, caseId)));

/** What was told of the written follow-up, once it is so much. */
export const told = (world: ProcessWorld, caseId: string, atLeast: number): Promise<readonly NoticeRow[]> =>
  until(
    'notices',
    () => notices(world, caseId, FOLLOW_UP),
    (rows) => rows.length >= atLeast,
    45_000,
  );
