import { ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import type { Client, ScheduleOptions } from '@temporalio/client';
import { UPKEEP_QUEUE } from '@trustward/contracts/temporal';
import type { reconcileWorkflow } from '@trustward/workflows';

const NIGHTLY = 'nightly-reconcile';

/** At an hour that exists once in every night of the year, when clocks change too. */
const schedule: ScheduleOptions = {
  scheduleId: NIGHTLY,
  spec: { calendars: [{ hour: 2, minute: 30 }], timezone: 'Europe/London' },
  action: {
    type: 'startWorkflow',
    workflowType: 'reconcileWorkflow' satisfies typeof reconcileWorkflow.name,
    taskQueue: UPKEEP_QUEUE,
    workflowId: NIGHTLY,
  },
  policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '12h' },
};

/** Makes the schedule, or makes it what this version says. */
export async function ensureNightly(client: Client): Promise<void> {
  try {
    await client.schedule.create(schedule);
  } catch (refused) {
    if (!(refused instanceof ScheduleAlreadyRunning)) throw refused;
    await client.schedule.getHandle(NIGHTLY).update((present) => ({ ...schedule, state: present.state }));
  }
}
