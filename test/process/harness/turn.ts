import type { TemporalClient } from '@trustward/temporal';

const QUEUE = 'turns';
const FROM_QUEUE = { namespace: 'trustward', taskQueue: { name: QUEUE }, identity: 'test' };

/** Starts as many workflows for a trust that nobody works for yet, so that each waits in the queue. */
export const queueUp = ({ client }: TemporalClient, trust: string, count: number): Promise<unknown> =>
  Promise.all(
    Array.from({ length: count }, (_, n) =>
      client.workflow.start('nothing', {
        ...{ workflowId: `${trust}/${n}`, taskQueue: QUEUE },
        priority: { fairnessKey: trust },
      }),
    ),
  );

/** Takes what waits, one after the other, until it is this trust's turn; answers how many came before. */
export async function turnOf({ connection }: TemporalClient, trust: string): Promise<number> {
  for (let before = 0; ; before += 1) {
    const task = await connection.withDeadline(Date.now() + 60_000, () =>
      connection.workflowService.pollWorkflowTaskQueue(FROM_QUEUE),
    );
    if (task.workflowExecution?.workflowId?.startsWith(`${trust}/`) === true) return before;
  }
}
