import { caseWorkflowId } from '@trustward/contracts/temporal';
import { freePort } from '@trustward/infra/ports';
import { connectClient } from '@trustward/temporal';
import type { ApiProcess } from './api-process.ts';
import { signIn, type Browser } from './browser.ts';
import { aWorker } from './drills.ts';
import { scrape } from './figures.ts';
import type { ProcessWorld } from './process-world.ts';
import { query } from './rows.ts';
import { until } from './until.ts';
import { doing, type Write } from './writes.ts';
import type { WorkerProcess } from './worker-process.ts';
import { writeVersion, type Version } from './versions.ts';

const AT_ONCE = 6;

/** One API and one worker of a version, and somebody signed in. */
export interface Deployed {
  readonly api: ApiProcess;
  readonly worker: WorkerProcess;
  readonly browser: Browser;
  /** How many workflow tasks its worker failed, by reason. */
  taskFailures(): Promise<Readonly<Record<string, number>>>;
}

export async function deploy(world: ProcessWorld, version: Version, before?: Deployed): Promise<Deployed> {
  const metrics = String(await freePort());
  const bundle = await writeVersion(world.folder, version);
  const [worker, api] = await Promise.all([
    aWorker(world, { TRUSTWARD_WORKFLOW_BUNDLE: bundle, TRUSTWARD_METRICS_PORT: metrics }),
    world.api(),
  ]);
  return {
    api,
    worker,
    browser: before?.browser.at(api) ?? (await signIn(api, world.people.dsl)),
    taskFailures: async () => {
      const { samples } = await scrape(metrics);
      const failed = samples.filter(({ name }) => name === 'trustward_workflow_task_failures_total');
      return Object.fromEntries(failed.map(({ labels, value }) => [labels['reason'], value]));
    },
  };
}

/** What a version has done is known only while it runs; afterwards it ends as a deployment ends it. */
export async function retire({ api, worker, taskFailures }: Deployed) {
  const failures = await taskFailures();
  await Promise.all([worker.stop(), api.stop()]);
  return failures;
}

/**
 * Sends all writes, some at once. When a third of them is answered the new version is brought up and gets what follows;
 * the old one is ended while it still has some in hand.
 */
async function rollAmid(
  old: Deployed,
  bringUp: () => Promise<Deployed>,
  writes: readonly Write[],
): Promise<{ next: Deployed; statuses: readonly number[]; failures: Readonly<Record<string, number>> }> {
  const statuses: number[] = [];
  const waiting = [...writes];
  let current = old;
  let rolled: ReturnType<typeof roll> | undefined;
  async function roll() {
    const next = await bringUp();
    current = next;
    return { next, failures: await retire(old) };
  }
  const sendOneByOne = async (): Promise<void> => {
    for (let write = waiting.shift(); write !== undefined; write = waiting.shift()) {
      const { status } = await current.browser.post(write.path, write.body).catch(() => ({ status: 0 }));
      statuses.push(status);
      if (statuses.length * 3 >= writes.length) rolled ??= roll();
      // The last third waits for the new version, or a quick machine would have none of it left for that.
      if (waiting.length * 3 <= writes.length) await rolled;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sendOneByOne));
  return { ...(await (rolled ??= roll())), statuses };
}

/** Rolls two later versions over open cases, each amid what people do in some of them; every version wakes all. */
export async function rollThrough(world: ProcessWorld, cases: readonly string[], acted: readonly string[]) {
  let last = await deploy(world, 'before');
  await wakeAll(world, cases);
  const rolls: Pick<Awaited<ReturnType<typeof rollAmid>>, 'statuses' | 'failures'>[] = [];
  for (const [version, step] of [
    ['now', 'decide'],
    ['next', 'verbal-referral'],
  ] as const) {
    const writes = await Promise.all(acted.map((caseId) => doing(world, caseId, step)));
    const { next, ...rolled } = await rollAmid(last, () => deploy(world, version, last), writes);
    rolls.push(rolled);
    last = next;
    await wakeAll(world, cases);
  }
  return { rolls, last };
}

/** Wakes every case, and waits until its worker has known what the case did before, or has not. */
export async function wakeAll(world: ProcessWorld, cases: readonly string[]): Promise<void> {
  const { client, close } = await connectClient({ address: world.temporalAddress, namespace: 'trustward' });
  const look = async (caseId: string) => {
    const workflowId = caseWorkflowId({ tenantId: world.trust.id, caseId });
    // There is none as long as nobody started it.
    const described = await client.workflow
      .getHandle(workflowId)
      .describe()
      .catch(() => null);
    const attempt = described?.raw.pendingWorkflowTask?.attempt ?? 0;
    return { events: described?.historyLength ?? 0, isUnderWay: attempt === 1 };
  };
  try {
    const before = await Promise.all(cases.map(look));
    await query(world, 'select app.poke(id) from app.case_file where tenant_id = $1');
    for (const [n, caseId] of cases.entries()) {
      const known = before[n]?.events ?? 0;
      await until(
        'a case that was woken',
        () => look(caseId),
        ({ events, isUnderWay }) => events > known && !isUnderWay,
        120_000 + 500 * cases.length,
      );
    }
  } finally {
    await close();
  }
}
