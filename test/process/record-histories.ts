import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import type { WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type {
  CaseInput,
  CaseRun,
  ChangeResult,
  RoutineResult,
  WakeResult,
} from '@trustward/contracts/temporal';
import {
  CASE_QUEUE,
  POKE_SIGNAL,
  UPKEEP_QUEUE,
  WAKE_MEMO,
  caseWorkflowId,
  changeWorkflowId,
  deliveryWorkflowId,
} from '@trustward/contracts/temporal';
import { askedToLookAgain, atTheSecondLook, deliverAlone, endedInBetween } from './harness/delivery-runs.ts';
import { Held } from './harness/held.ts';
import { historiesFolder } from './harness/histories.ts';
import { until } from './harness/until.ts';
import { startWorkflowWorld, type WorkflowWorld } from './harness/workflow-world.ts';

/**
 * Records what the replay gate replays: `npm run -w test record-histories -- NAME…`.
 * Each name is a scenario below; without one, those that have no file yet are recorded. A recorded history is never
 * recorded over, because it stands for the cases that began under the workflow of its day.
 */
const TENANT = '00000000-0000-7000-8000-000000000001';
const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const LATER_MS = 86_400_000;
const asleep = (): WakeResult => ({
  deliveries: [],
  wakeAt: Date.now() + LATER_MS,
  now: Date.now(),
  ended: false,
});
const over = (): WakeResult => ({ ...asleep(), wakeAt: null, ended: true });

type Answer = (nth: number) => WakeResult | Promise<WakeResult>;
type Page = (nth: number) => ChangeResult | Promise<ChangeResult>;
interface Scenario {
  readonly process: 'case' | 'change' | 'delivery' | 'upkeep';
  readonly answer?: Answer;
  readonly deliver?: (nth: number) => number | Promise<number>;
  readonly page?: Page;
  readonly routines?: (nth: number) => RoutineResult;
  /** Whether the server asks for no new run, so that the workflow's own number decides. */
  readonly untilItsOwnNumber?: true;
  /** What is to be sent beside the notices; the second of them is refused for good. */
  readonly messages?: readonly string[];
  run(world: WorkflowWorld, input: CaseInput): Promise<string>;
}

const away = (): never => {
  throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
};

const pokeCase = (world: WorkflowWorld, input: CaseRun, workflowTaskTimeout: '1s' | '10s' = '10s') =>
  world.client.workflow.signalWithStart('caseWorkflow', {
    workflowId: caseWorkflowId(input),
    taskQueue: CASE_QUEUE,
    workflowTaskTimeout,
    args: [input],
    signal: POKE_SIGNAL,
  });

/** Pokes once, and lets the scenario's answers lead to the end. */
async function throughToTheEnd(world: WorkflowWorld, input: CaseRun): Promise<string> {
  const handle = await pokeCase(world, input);
  await handle.result();
  return caseWorkflowId(input);
}

async function pokedAsleep(world: WorkflowWorld, input: CaseInput): Promise<string> {
  const handle = await pokeCase(world, input);
  await until(
    'sleep',
    () => handle.describe(),
    ({ historyLength }) => historyLength >= 7,
  );
  await pokeCase(world, input);
  await handle.result();
  return caseWorkflowId(input);
}

/** As a rebuild starts it, poked before it was to wake. */
async function pokedAtRest(world: WorkflowWorld, input: CaseInput): Promise<string> {
  const workflowId = caseWorkflowId(input);
  const options = { workflowId, taskQueue: CASE_QUEUE, args: [input], startDelay: LATER_MS };
  const memo = { [WAKE_MEMO]: Date.now() + LATER_MS };
  const handle = await world.client.workflow.start('caseWorkflow', { ...options, memo });
  await pokeCase(world, input);
  await handle.result();
  return workflowId;
}

/** As a run begins that goes on where another, which got nowhere, left off. */
const throughFromFailures = (world: WorkflowWorld, input: CaseInput): Promise<string> =>
  throughToTheEnd(world, { ...input, fruitless: 3 });

async function pokedUntilContinued(world: WorkflowWorld, input: CaseInput): Promise<string> {
  const first = await pokeCase(world, input);
  const run = async () => (await world.client.workflow.getHandle(caseWorkflowId(input)).describe()).runId;
  while ((await run()) === first.signaledRunId) await pokeCase(world, input);
  return caseWorkflowId(input);
}

async function pokedWhileItDelivers(world: WorkflowWorld, input: CaseInput): Promise<string> {
  const handle = await pokeCase(world, input);
  const delivery = world.client.workflow.getHandle(deliveryWorkflowId({ ...input, deliveryId: idOf(903) }));
  await until(
    'the delivery',
    () => delivery.describe().catch(() => null),
    (described) => described !== null,
  );
  await pokeCase(world, input);
  await handle.result();
  return caseWorkflowId(input);
}

const pokeChange = (world: WorkflowWorld, { tenantId, caseId }: CaseInput) =>
  world.client.workflow.signalWithStart('changeWorkflow', {
    workflowId: changeWorkflowId({ tenantId, changeId: caseId }),
    taskQueue: UPKEEP_QUEUE,
    args: [{ tenantId, changeId: caseId }],
    signal: POKE_SIGNAL,
  });

async function changeAlone(world: WorkflowWorld, input: CaseInput): Promise<string> {
  const handle = await pokeChange(world, input);
  await handle.result();
  return handle.workflowId;
}

type Poke = () => ReturnType<typeof pokeCase>;
type Race = (held: Held, handle: WorkflowHandle, poke: Poke) => Promise<void>;

/** What happens while the answer is held by which it is over. */
function raced(process: 'case' | 'change', happens: Race): Scenario {
  const held = new Held();
  return {
    process,
    answer: () => held.until(over()),
    page: (nth) => held.until(pageOf(nth, true)),
    async run(world, input) {
      // Short, because a poke reaches a workflow while it wakes its case only where that takes longer than a task may.
      const poke = () => (process === 'case' ? pokeCase(world, input, '1s') : pokeChange(world, input));
      const handle = await poke();
      await happens(held, handle, poke);
      await handle.result();
      return handle.workflowId;
    },
  };
}
const beforeTheEnd: Race = (held, handle, poke) => held.pokedMeanwhile(handle, poke);
const whenItMustContinue: Race = (held, handle, poke) => held.pokedMeanwhile(handle, poke, 100);

async function routinesAlone(world: WorkflowWorld): Promise<string> {
  const workflowId = 'daily-routines';
  await world.client.workflow.execute('routineWorkflow', { workflowId, taskQueue: UPKEEP_QUEUE });
  return workflowId;
}

const schoolsOf = (nth: number, isOver: boolean): RoutineResult => ({
  opened: nth,
  failed: 0,
  next: isOver ? null : { tenantId: TENANT, schoolId: idOf(700 + nth) },
});
const pageOf = (nth: number, isOver: boolean): ChangeResult => ({ deliveries: [idOf(900 + nth)], isOver });
const soon = (): WakeResult => ({ ...asleep(), wakeAt: Date.now() + 60 });
const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'sleeps-and-ends': { process: 'case', answer: (nth) => (nth < 3 ? soon() : over()), run: throughToTheEnd },
  'delivers-twice-the-same': {
    process: 'case',
    answer: (nth) => ({ ...(nth < 3 ? soon() : over()), deliveries: [idOf(901), idOf(902)] }),
    run: throughToTheEnd,
  },
  'poked-while-asleep': { process: 'case', answer: (nth) => (nth < 2 ? asleep() : over()), run: pokedAsleep },
  'begins-at-rest': { process: 'case', answer: (nth) => (nth < 2 ? soon() : over()), run: pokedAtRest },
  'database-away': { process: 'case', answer: (nth) => (nth < 6 ? away() : over()), run: throughToTheEnd },
  'begins-after-failures': {
    process: 'case',
    answer: (nth) => (nth < 4 ? away() : over()),
    run: throughFromFailures,
  },
  'continues-as-new-while-away': { process: 'case', answer: away, run: pokedUntilContinued },
  'continues-as-new': { process: 'case', answer: asleep, run: pokedUntilContinued },
  'has-a-delivery-look-again': {
    process: 'case',
    answer: (nth) =>
      nth < 2 ? { ...asleep(), deliveries: [idOf(903)] } : { ...over(), deliveries: [idOf(903)] },
    deliver: atTheSecondLook(),
    run: pokedWhileItDelivers,
  },
  'starts-anew-what-ended-in-between': {
    process: 'case',
    answer: (nth) => ({ ...(nth % 2 === 1 ? asleep() : over()), deliveries: [idOf(904)] }),
    ...endedInBetween(idOf(904), pokeCase),
  },
  'looks-again': {
    process: 'delivery',
    messages: [idOf(801), idOf(802)],
    deliver: atTheSecondLook(),
    run: askedToLookAgain,
  },
  'goes-through-pages': {
    process: 'change',
    page: (nth) => (nth === 2 ? away() : pageOf(nth, nth === 4)),
    run: changeAlone,
  },
  'changes-page-after-page': { process: 'change', page: (nth) => pageOf(nth, nth === 120), run: changeAlone },
  'wakes-again-as-it-was-poked': raced('case', beforeTheEnd),
  'continues-as-new-as-it-was-poked': raced('case', whenItMustContinue),
  'has-its-end-refused': raced('case', (held, _handle, poke) => held.pokedAtTheEnd(poke)),
  'changes-again-as-it-was-poked': raced('change', beforeTheEnd),
  'continues-as-it-was-poked': raced('change', whenItMustContinue),
  'opens-at-page-after-page': {
    process: 'upkeep',
    routines: (nth) => (nth === 2 ? away() : schoolsOf(nth, nth === 3)),
    run: routinesAlone,
  },
  'opens-and-continues-as-new': {
    process: 'upkeep',
    routines: (nth) => schoolsOf(nth, nth === 120),
    run: routinesAlone,
  },
  'continues-at-its-own-number': {
    process: 'change',
    untilItsOwnNumber: true,
    page: (nth) => ({ deliveries: [], isOver: nth === 120 }),
    run: changeAlone,
  },
  'opens-until-its-own-number': {
    process: 'upkeep',
    untilItsOwnNumber: true,
    routines: (nth) => schoolsOf(nth, nth === 120),
    run: routinesAlone,
  },
  delivers: { process: 'delivery', run: deliverAlone },
  'delivers-at-the-third-attempt': {
    process: 'delivery',
    deliver: (nth) => (nth < 3 ? away() : 2),
    run: deliverAlone,
  },
  'tells-at-once': { process: 'delivery', run: deliverAlone },
  'tells-at-once-or-asks-until-done': {
    process: 'delivery',
    deliver: (nth) => (nth < 3 ? away() : 1),
    run: deliverAlone,
  },
  'tells-at-once-and-sends': { process: 'delivery', messages: [idOf(801), idOf(802)], run: deliverAlone },
  'sends-and-gives-up': { process: 'delivery', messages: [idOf(801), idOf(802)], run: deliverAlone },
};

const chosen = process.argv.slice(2);
for (const [number, [name, scenario]] of Object.entries(SCENARIOS).entries()) {
  const wanted = chosen.length === 0 || chosen.includes(name);
  if (wanted && !existsSync(fileOf(scenario, name))) await record(name, scenario, idOf(number + 1));
}

async function record(name: string, scenario: Scenario, caseId: string): Promise<void> {
  const wakes = { asked: 0, delivered: 0, pages: 0, routines: 0 };
  const answer = scenario.answer ?? over;
  const page = scenario.page ?? ((nth: number) => pageOf(nth, true));
  const routines = scenario.routines ?? ((nth: number) => schoolsOf(nth, true));
  const deliver = scenario.deliver ?? (() => 1);
  const world = await startWorkflowWorld(
    {
      wake: async () => Promise.resolve(answer((wakes.asked += 1))),
      deliver: async () => ({
        told: await deliver((wakes.delivered += 1)),
        ...(scenario.messages && { messages: scenario.messages }),
      }),
      send: ({ messageId }) =>
        messageId === scenario.messages?.[1]
          ? Promise.reject(ApplicationFailure.nonRetryable('gone', 'Gone'))
          : Promise.resolve(),
      giveUp: () => Promise.resolve(),
      openRoutines: async () => Promise.resolve(routines((wakes.routines += 1))),
      changePage: async () => Promise.resolve(page((wakes.pages += 1))),
    },
    scenario.untilItsOwnNumber && 100_000,
  );
  const workflowId = await scenario.run(world, { tenantId: TENANT, caseId });
  await save(fileOf(scenario, name), await firstRunOf(world, workflowId));
  await world.end();
}

function fileOf(scenario: Scenario, name: string): string {
  return path.join(historiesFolder(scenario.process), `${name}.json`);
}

/** The first run is the one that shows how a run ends in another. */
async function firstRunOf(world: WorkflowWorld, workflowId: string): Promise<string> {
  const { firstExecutionRunId } = await world.client.workflow
    .getHandle(workflowId)
    .fetchHistory()
    .then((history) => history.events?.[0]?.workflowExecutionStartedEventAttributes ?? {});
  const handle = world.client.workflow.getHandle(workflowId, firstExecutionRunId ?? undefined);
  return historyToJSON(await handle.fetchHistory());
}

async function save(file: string, history: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  // Who recorded it, and on which machine, is nobody's business.
  const anonymous = history.replaceAll(new RegExp(`\\d+@${hostname()}(-[0-9a-f]{32})?`, 'g'), 'recorder');
  await writeFile(file, `${JSON.stringify(JSON.parse(anonymous))}\n`, { flag: 'wx' });
}
