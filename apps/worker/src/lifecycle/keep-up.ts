import { partUp } from '@trustward/observability';
import type { Logger } from '@trustward/observability';
import { wait } from './wait.ts';

/** A part of the worker that runs until something it needs goes away. */
export interface Part {
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}

export interface Upkeep {
  readonly stage: string;
  readonly stopping: AbortSignal;
  readonly log: Logger;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 2_000;

/** Starts a part, and starts it again whenever it ends, until the process is to stop: servers come and go, work does not. */
export async function keepUp({ stage, stopping, log }: Upkeep, start: () => Promise<Part>): Promise<void> {
  let failures = 0;
  partUp.set({ part: stage }, 0);
  while (!stopping.aborted) {
    const up = await runOnce(start, { stage, stopping, log }, failures === 0);
    failures = up ? 0 : failures + 1;
    await wait(Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS), stopping);
  }
}

/** Whether the part came up at all. */
async function runOnce(
  start: () => Promise<Part>,
  { stage, stopping, log }: Upkeep,
  first: boolean,
): Promise<boolean> {
  let part: Part | undefined;
  try {
    part = await start();
    partUp.set({ part: stage }, 1);
    log.info('part is up', { stage });
    await Promise.race([part.ended, aborted(stopping)]);
    if (!stopping.aborted) log.warn('part ended; starting it again', { stage });
  } catch (error: unknown) {
    // What it needs is not there, which nothing here can mend; said once per outage, then retried quietly.
    if (first || part) log.warn('part is not up; trying until it is', { stage, err: error });
  }
  partUp.set({ part: stage }, 0);
  await part?.stop().catch((error: unknown) => {
    log.warn('part did not stop cleanly', { stage, err: error });
  });
  return part !== undefined;
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
