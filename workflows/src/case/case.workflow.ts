import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineSignal,
  patched,
  proxyLocalActivities,
  setHandler,
  upsertMemo,
  workflowInfo,
} from '@temporalio/workflow';
import {
  POKE_SIGNAL,
  WAKE_MEMO,
  type CaseActivities,
  type CaseInput,
  type CaseRun,
  type WakeResult,
} from '@trustward/contracts/temporal';
import { startDeliveries } from '../delivery/start-deliveries.ts';
import { isRefusal } from './is-refusal.ts';
import { isFruitful, pauseAfter } from './pause.ts';

/** Local, because it is short and repeatable: the same drive, with time as its cause, changes nothing twice. */
const { wake } = proxyLocalActivities<CaseActivities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '100ms', backoffCoefficient: 2, maximumAttempts: 3 },
});

const poke = defineSignal(POKE_SIGNAL);

/** Well below the server's own suggestion, so that a restarted worker reads a case's history in one page. */
const HISTORY_MAX = 400;

/**
 * Wakes the case, starts what that made necessary, sleeps until the case's next instant or a poke, and again.
 * All truth is in the database: a repeated, late or disordered poke only asks once more.
 */
export async function caseWorkflow({ fruitless = 0, ...input }: CaseRun): Promise<void> {
  let poked = false;
  setHandler(poke, () => {
    poked = true;
  });

  for (;;) {
    poked = false;
    const answer = await tryWake(input);
    if (answer !== null) await startDeliveries(input.tenantId, answer);
    await condition(allHandlersFinished);
    // A poke that arrives with the end makes the server refuse the end and replay it, now with the flag up.
    if (isOver(answer) && !poked) return;
    if (answer !== null && patched('shows-its-wake')) showWake(answer);
    fruitless = isFruitful(answer) ? 0 : fruitless + 1;
    // The next run begins with a wake, which is all that a poke asks for; how long to pause after it, it must be told.
    if (mustContinue()) await continueAsNew<typeof caseWorkflow>({ ...input, fruitless });
    if (!poked) await condition(() => poked, pauseAfter(answer, fruitless));
  }
}

/** Null when the database could not be asked: an outage of any length must neither end the case nor fill its history. */
async function tryWake(input: CaseInput): Promise<WakeResult | null> {
  try {
    return await wake(input);
  } catch (failure: unknown) {
    if (isRefusal(failure)) throw failure;
    return null;
  }
}

/** So that whoever compares Temporal with PostgreSQL need not ask each workflow; what a run shows, the next inherits. */
function showWake({ wakeAt }: WakeResult): void {
  if ((workflowInfo().memo?.[WAKE_MEMO] ?? null) !== wakeAt) upsertMemo({ [WAKE_MEMO]: wakeAt });
}

/** Deliveries do not count: they are workflows of their own and outlive this one. */
const isOver = (answer: WakeResult | null): boolean =>
  answer !== null && answer.ended && answer.wakeAt === null;

function mustContinue(): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  return continueAsNewSuggested || historyLength > HISTORY_MAX;
}
