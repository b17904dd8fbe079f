import { partUp } from '@trustward/observability';
import type { Logger } from '@trustward/observability';
import { wait } from './wait.ts';

export interface Round {
  readonly stage: string;
  readonly everyMs: number;
  readonly stopping: AbortSignal;
  readonly log: Logger;
}

/** Does the same small thing again and again; one that fails is logged and done again in its turn. */
export async function every(
  { stage, everyMs, stopping, log }: Round,
  act: () => Promise<void>,
): Promise<void> {
  let failing = false;
  while (!stopping.aborted) {
    try {
      await act();
      failing = false;
    } catch (error: unknown) {
      // A database or server that is away; the next round asks again.
      if (!failing) log.warn('round failed; it goes on', { stage, err: error });
      failing = true;
    }
    partUp.set({ part: stage }, failing ? 0 : 1);
    await wait(everyMs, stopping);
  }
}
