import { ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import type { CalendarSpec, Client, ScheduleOptions } from '@temporalio/client';
import { UPKEEP_QUEUE } from '@trustward/contracts/temporal';
import type { reconcileWorkflow, routineWorkflow } from '@trustward/workflows';

/** At hours that exist once on every day of the year, when clocks change too. */
const daily = (scheduleId: string, workflowType: string, at: CalendarSpec): ScheduleOptions => ({
  scheduleId,
  spec: { calendars: [at], timezone: 'Europe/London' },
  action: { type: 'startWorkflow', workflowType, taskQueue: UPKEEP_QUEUE, workflowId: scheduleId },
  policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '12h' },
});

const SCHEDULES: readonly ScheduleOptions[] = [
  daily('nightly-reconcile', 'reconcileWorkflow' satisfies typeof reconcileWorkflow.name, {
    hour: 2,
    minute: 30,
  }),
  // Before a school's day begins, on whatever day its term does.
  daily('daily-routines', 'routineWorkflow' satisfies typeof routineWorkflow.name, { hour: 5, minute: 15 }),
];

/** Makes each schedule, or makes it what this version says. */
export async function ensureSchedules(client: Client): Promise<void> {
  for (const schedule of SCHEDULES) await ensure(client, schedule);
}

async function ensure(client: Client, schedule: ScheduleOptions): Promise<void> {
  try {
    await client.schedule.create(schedule);
  } catch (refused) {
    if (!(refused instanceof ScheduleAlreadyRunning)) throw refused;
    const made = client.schedule.getHandle(schedule.scheduleId);
    await made.update((present) => ({ ...schedule, state: present.state }));
  }
}
