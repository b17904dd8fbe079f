import {
  allHandlersFinished,
  condition,
  defineSignal,
  isCancellation,
  patched,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow';
import {
  LOOK_AGAIN_SIGNAL,
  MESSAGE_QUEUE,
  type DeliveryActivities,
  type DeliveryInput,
  type DeliveryResult,
  type MessageActivities,
  type MessageInput,
} from '@trustward/contracts/temporal';

/**
 * Repeatable: one notice per person and cause, by a unique key. It is tried until it succeeds or is refused,
 * because a notice that nobody received is the failure this system exists to prevent.
 */
const untilDone = {
  startToCloseTimeout: '5s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '10s' },
} as const;
const { deliver } = proxyActivities<DeliveryActivities>(untilDone);
/** Within the task that begins the delivery: half of what a task of its own would take. */
const { deliver: deliverAtOnce } = proxyLocalActivities<DeliveryActivities>({
  startToCloseTimeout: '3s',
  retry: { maximumAttempts: 1 },
});
const { giveUp } = proxyActivities<MessageActivities>({ ...untilDone, taskQueue: MESSAGE_QUEUE });

const DAY_MS = 86_400_000;
/** A server that is away or says “later” is asked again for a day; after that nobody waits for this message. */
const { send } = proxyActivities<MessageActivities>({
  taskQueue: MESSAGE_QUEUE,
  startToCloseTimeout: '30s',
  scheduleToCloseTimeout: DAY_MS,
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '5m' },
});

export const lookAgain = defineSignal(LOOK_AGAIN_SIGNAL);

/**
 * Tells everyone whom one delivery concerns, in the portal at once, outside it each by themselves; answers how many. What
 * was kept and is released while this runs is asked for by a signal, with which a run cannot end unseen.
 */
export async function deliverWorkflow(input: DeliveryInput): Promise<DeliveryResult> {
  const underway = new Map<string, Promise<void>>();
  // Sending again what has ended does nothing; of one that is under way only its end says whether it was the last word.
  const sendNext = (messageId: string): Promise<void> => {
    const sent = (underway.get(messageId) ?? Promise.resolve()).then(() =>
      sendOrGiveUp({ tenantId: input.tenantId, messageId }),
    );
    underway.set(messageId, sent);
    return sent;
  };
  const look = async (): Promise<number> => {
    const { told, messages = [] } = await (patched('tells-at-once') ? tellAtOnce : deliver)(input);
    await Promise.all(messages.map(sendNext));
    return told;
  };
  setHandler(lookAgain, async () => void (await look()));

  const told = await look();
  await condition(allHandlersFinished);
  return { told };
}

async function tellAtOnce(input: DeliveryInput): Promise<DeliveryResult> {
  try {
    return await deliverAtOnce(input);
  } catch (failure: unknown) {
    if (isCancellation(failure)) throw failure;
    return deliver(input);
  }
}

async function sendOrGiveUp(message: MessageInput): Promise<void> {
  try {
    await sendForADay(message);
  } catch (failure: unknown) {
    if (isCancellation(failure)) throw failure;
    await giveUp(message);
  }
}

/** The day runs on while no worker is there: where it was over before we came back, it begins again. */
async function sendForADay(message: MessageInput): Promise<void> {
  for (;;) {
    const since = Date.now();
    try {
      return await send(message);
    } catch (failure: unknown) {
      if (isCancellation(failure) || !wereAway(since)) throw failure;
    }
  }
}

const HEARD_WITHIN_MS = 60_000;
/** A workflow that is looked after hears within moments that the day is over. */
const wereAway = (since: number): boolean =>
  Date.now() - since > DAY_MS + HEARD_WITHIN_MS && patched('tries-after-an-outage');
