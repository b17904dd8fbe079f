import { condition, defineSignal, proxyLocalActivities, setHandler, sleep } from '@temporalio/workflow';

export interface BareActivities {
  nothing(id: string): Promise<void>;
}

const { nothing } = proxyLocalActivities<BareActivities>({ startToCloseTimeout: '10s' });
const poke = defineSignal('poke');

/** Runs an empty activity when it starts and whenever it is poked: what a case's workflow cannot do with less. */
export async function bareWorkflow(id: string): Promise<void> {
  let poked = false;
  setHandler(poke, () => {
    poked = true;
  });
  for (;;) {
    poked = false;
    await nothing(id);
    await condition(() => poked);
  }
}

/** Sleeps until an instant and runs an empty activity: what a deadline cannot do with less. */
export async function bareDeadline(id: string, until: number): Promise<void> {
  await sleep(until - Date.now());
  await nothing(id);
}
