import type { Client } from '@temporalio/client';
import type { bareDeadline } from '../bare/bare.workflow.ts';
import { BARE_QUEUE } from '../world/temporal-worker.ts';

interface BareDeadlines {
  readonly start: (n: number) => Promise<void>;
  /** The empty activity: it says that it ran. */
  readonly fired: (id: string) => Promise<void>;
  /** How late each ran, in ms, once all have. */
  readonly all: Promise<number[]>;
}

/** Each says when it is due as it is started. */
export function bareDeadlines(client: Client, count: number, dueOf: (n: number) => number): BareDeadlines {
  const due = new Map<string, number>();
  const late: number[] = [];
  let finish: (latenesses: number[]) => void;
  const all = new Promise<number[]>((resolve) => (finish = resolve));
  return {
    start: async (n) => {
      const id = `bare-deadline/${n}`;
      const until = dueOf(n);
      due.set(id, until);
      await client.workflow.start<typeof bareDeadline>('bareDeadline', {
        workflowId: id,
        taskQueue: BARE_QUEUE,
        args: [id, until],
      });
    },
    fired: (id) => {
      late.push(Date.now() - (due.get(id) ?? Number.NaN));
      if (late.length === count) finish(late);
      return Promise.resolve();
    },
    all,
  };
}
