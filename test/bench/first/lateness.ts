import { openClient } from '@trustward/temporal';
import { establishLayers } from '@trustward/casework';
import { byExcess, byValue } from '../figure.ts';
import type { Figure } from '../figure.ts';
import { say, wait } from '../say.ts';
import { quantile } from '../statistics.ts';
import { ACTOR, forgetJobs, open } from '../world/cases.ts';
import type { Place } from '../world/cases.ts';
import { everySecond } from '../world/pace.ts';
import type { World } from '../world/world.ts';
import { bareWorker, NAMESPACE, withWorkers } from '../world/temporal-worker.ts';
import { bareDeadlines } from './bare-deadlines.ts';
import { LATE_AFTER_A_MINUTE, MADE_LATE } from './made-late.ts';
import { recorded } from './recorded.ts';
import type { Settings } from './settings.ts';

const PER_SECOND = 10;
const MINUTE_MS = 60_000;
/** The watchdog's round is 30 s; what it had to catch must show as late, not as missed. */
const GRACE_MS = 35_000;
const BESIDE = 'a bare workflow: sleep, then an empty local activity';

/** How late after its instant a breach is recorded, beside how late a bare workflow wakes from as long a sleep. */
export async function deadlineLateness(
  world: World,
  [place]: readonly Place[],
  { quick }: Settings,
): Promise<Figure[]> {
  if (place === undefined) throw new Error('There is no school to open a case at.');
  const count = quick ? 20 : 200;
  say(`deadline-lateness: ${count} deadlines, ${PER_SECOND}/s, a minute ahead`);
  const { owner } = world.database;
  await owner.run({ tenantId: place.tenantId, actor: ACTOR }, (tx) => establishLayers(tx, [MADE_LATE]));
  await forgetJobs(owner, place.tenantId);
  const worker = await world.startWorker();
  const opened = await everySecond(PER_SECOND, count, () =>
    open(owner, place, { id: LATE_AFTER_A_MINUTE, facts: {} }),
  );
  // The bare ones start now, so that they fire when ours have: soon enough that the machine is as busy with other things.
  const bare = bareLatenesses(world, count);
  bare.catch(() => undefined);
  await untilPast(Math.max(...opened.map(({ wakeAt }) => wakeAt ?? Number.NaN)));
  const cases = opened.map(({ caseId }) => caseId);
  const ours = (await recorded(world, place.tenantId, cases, GRACE_MS)).map(({ late }) => late);
  const besides = await bare;
  await worker.stop();
  return figuresOf(count, ours, besides);
}

const untilPast = (instant: number): Promise<void> => wait(Math.max(0, instant - Date.now()));

async function bareLatenesses(world: World, count: number): Promise<number[]> {
  const { address } = await world.temporal();
  const { client, close } = openClient({ address, namespace: NAMESPACE });
  const { start, fired, all } = bareDeadlines(client, count, () => Date.now() + MINUTE_MS);
  const latenessesOfBare = await withWorkers(
    address,
    async (connection) => [await bareWorker(connection, fired)],
    async () => {
      await everySecond(PER_SECOND, count, start);
      return all;
    },
  );
  await close();
  return latenessesOfBare;
}

function figuresOf(count: number, ours: readonly number[], bare: readonly number[]): Figure[] {
  const name = 'deadline-lateness';
  const say99 = (it: readonly number[]) =>
    `p50 ${quantile(it, 0.5).toFixed(0)} p99 ${quantile(it, 0.99).toFixed(0)} ms`;
  say(`  ours: ${say99(ours)}; bare: ${say99(bare)}`);
  const p50 = { value: quantile(ours, 0.5), besideValue: quantile(bare, 0.5) };
  return [
    byExcess({ name: `${name}.p50`, unit: 'ms', beside: BESIDE, ...p50 }, 50),
    byValue({ name: `${name}.p99`, value: quantile(ours, 0.99), unit: 'ms' }, { atMost: 2_000 }),
    byValue({ name: `${name}.missed`, value: count - ours.length, unit: 'deadlines' }, { atMost: 0 }),
  ];
}
