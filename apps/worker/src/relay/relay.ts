import { Logger as JobLogger, run } from 'graphile-worker';
import type { Runner } from 'graphile-worker';
import type { Connection } from '@temporalio/client';
import type { Config } from '@trustward/config';
import { openJobPool } from '@trustward/database';
import type { Door, PlatformDoor } from '@trustward/database';
import type { Logger } from '@trustward/observability';
import { answers } from '@trustward/temporal';
import type { Part } from '../lifecycle/keep-up.ts';
import { wait } from '../lifecycle/wait.ts';
import { answerTask } from './answer-task.ts';
import { changeTask } from './change-task.ts';
import { pokeTask } from './poke-task.ts';
import { trialTask } from './trial-task.ts';
import { trustMailTask } from './trust-mail-task.ts';
import type { StartDeliveries } from '../activities/start-deliveries.ts';
import type { LayToRest, Poke, PokeChange } from './poke.ts';
import { RELAY_SESSION, releaseJobsOfTheDead, retryFailedJobs } from './unfinished-jobs.ts';

/** What it has in hand is no more in the order in which trusts take turns, and a server under load is slow to take it. */
const AT_ONCE = 4;
const LOOK_EVERY_MS = 1_000;
const PING_EVERY_MS = 1_000;
/** It looks for a job every second, and has one in hand for five seconds at most. */
const SILENT_AT_MOST_MS = 15_000;
const STOPS_WITHIN_MS = 5_000;
const MISSED_PINGS_MAX = 2;

export interface RelayNeeds {
  readonly config: Config<'workerDatabase' | 'mail' | 'returns' | 'notify'>;
  readonly door: Door;
  readonly platform: PlatformDoor;
  readonly connection: Connection;
  readonly poke: Poke;
  readonly layToRest: LayToRest;
  readonly pokeChange: PokeChange;
  readonly startDeliveries: StartDeliveries;
  readonly log: Logger;
}

/**
 * Carries the jobs that PostgreSQL committed to Temporal. It runs only while Temporal answers: jobs wait untouched
 * in their table meanwhile, instead of failing into a back-off that outlasts the outage.
 */
export async function startRelay({
  config,
  door,
  platform,
  connection,
  poke,
  layToRest,
  pokeChange,
  startDeliveries,
  log,
}: RelayNeeds): Promise<Part> {
  if (!(await answers(connection))) throw new TemporalAway('Temporal does not answer.');
  await releaseJobsOfTheDead(platform);
  await retryFailedJobs(platform);
  const closing = new AbortController();
  const { url } = config.workerDatabase;
  const pool = openJobPool({ url, session: RELAY_SESSION, connections: AT_ONCE + 2 });
  const runner = await run({
    pgPool: pool,
    concurrency: AT_ONCE,
    pollInterval: LOOK_EVERY_MS,
    noHandleSignals: true,
    // Without batches a completion that PostgreSQL does not take ends the process instead of the relay.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    taskList: {
      poke: pokeTask(poke, layToRest, log),
      change: changeTask(pokeChange),
      answer: answerTask(door, log),
      tryCarrier: trialTask(door, config),
      trustMail: trustMailTask(door, startDeliveries),
    },
    logger: jobLogger(log),
  }).catch((refused: unknown) => {
    void pool.end();
    throw refused;
  });
  const gone = runner.promise.catch((error: unknown) => {
    log.warn('relay lost its database', { err: error });
  });
  return {
    ended: Promise.race([
      gone,
      temporalGone(connection, closing.signal),
      silent(runner, log, closing.signal),
    ]),
    stop: async () => {
      closing.abort();
      // What stands still may not stop either; its jobs are freed by whoever comes after it.
      const late = new AbortController();
      await Promise.race([runner.stop().catch(() => undefined), wait(STOPS_WITHIN_MS, late.signal)]);
      late.abort();
      void pool.end();
    },
  };
}

/** Nothing answers at Temporal's address. */
class TemporalAway extends Error {
  override readonly name = 'TemporalAway';
}

async function temporalGone(connection: Connection, closing: AbortSignal): Promise<void> {
  for (let missed = 0; missed < MISSED_PINGS_MAX && !closing.aborted;) {
    await wait(PING_EVERY_MS, closing);
    missed = (await answers(connection)) ? 0 : missed + 1;
  }
}

/**
 * The queue can lose each of its connections at once and neither work on nor end. And where PostgreSQL went while it was
 * told the kinds of jobs, it asks for one every second and is refused for good. So what counts is that it was answered.
 */
async function silent({ events }: Runner, log: Logger, closing: AbortSignal): Promise<void> {
  let heardAt = performance.now();
  for (const event of ['worker:getJob:empty', 'job:start', 'job:complete'] as const) {
    events.on(event, () => (heardAt = performance.now()));
  }
  while (!closing.aborted && performance.now() - heardAt < SILENT_AT_MOST_MS) {
    await wait(LOOK_EVERY_MS, closing);
  }
  if (!closing.aborted) log.warn('the relay stands still; it is started again');
}

/** The queue's own sentences can quote errors, so only what they are about is kept; a lost database is said once, by us. */
const jobLogger = (log: Logger): JobLogger =>
  new JobLogger((scope) => (level, _message, meta) => {
    const fields = { task: scope.taskIdentifier, jobId: scope.jobId, err: meta?.['error'] };
    if (level === 'error' && scope.jobId !== undefined) log.warn('a job failed; it is tried again', fields);
    else log.debug('the job queue says something', fields);
  });
