import { fileURLToPath } from 'node:url';
import { deliverNotice, wake } from '@trustward/casework';
import { CASE_QUEUE, DELIVERY_QUEUE } from '@trustward/contracts/temporal';
import { openClient } from '@trustward/temporal';
import { workerOptions } from '@trustward/temporal/worker';
import { byRatio, byValue } from '../figure.ts';
import type { Figure } from '../figure.ts';
import { say } from '../say.ts';
import { median } from '../statistics.ts';
import { Arrivals } from '../world/arrivals.ts';
import { forgetJobs, openMany } from '../world/cases.ts';
import type { Opened, Place } from '../world/cases.ts';
import { atOnce } from '../world/pace.ts';
import { bareWorker, NAMESPACE, shapeOf, withWorkers } from '../world/temporal-worker.ts';
import type { World } from '../world/world.ts';
import { pokeBare, pokeCase } from './pokes.ts';
import type { Poke } from './pokes.ts';
import type { Settings } from './settings.ts';

const BUNDLE = fileURLToPath(new URL('../../../workflows/dist/bundle.js', import.meta.url));
const AT_ONCE = 20;
const BESIDE = 'signal-with-start to a bare workflow with an empty local activity';

interface Rates {
  readonly ours: number[];
  readonly bare: number[];
}

/** Signal-with-start to the case's workflow, `drive` in its local activity, and back, beside the same with nothing in it. */
export async function pokeToDrive(
  world: World,
  places: readonly Place[],
  { quick }: Settings,
): Promise<Figure[]> {
  say('poke-to-drive');
  const { address } = await world.temporal();
  const { client, close } = openClient({ address, namespace: NAMESPACE });
  const { owner, worker } = world.database;
  const [driven, told] = [new Arrivals(), new Arrivals()];
  const rounds = quick ? 1 : 4;
  const perRound = quick ? 40 : 100;
  const settled = await openMany(owner, places, (rounds + 1) * perRound, { settled: true });
  const forget = async () => {
    for (const { tenantId } of places) await forgetJobs(owner, tenantId);
  };
  await forget();

  const activities = {
    wake: async (input: Parameters<typeof wake>[1]) => {
      const answer = await wake(worker, input);
      driven.arrived(input.caseId);
      return answer;
    },
    deliver: async (input: Parameters<typeof deliverNotice>[1]) => {
      const answer = await deliverNotice(worker, input);
      told.arrived(input.deliveryId);
      return answer;
    },
  };
  const bundle = { codePath: BUNDLE };
  const figures = await withWorkers(
    address,
    async (connection) => [
      workerOptions(shapeOf(connection, CASE_QUEUE, bundle, activities)),
      workerOptions(shapeOf(connection, DELIVERY_QUEUE, bundle, activities)),
      await bareWorker(connection, (id) => Promise.resolve(driven.arrived(id))),
    ],
    async () => {
      const ours = pokeCase(client, driven);
      const bare = pokeBare(client, driven);
      const [fresh, again]: [Rates, Rates] = [
        { ours: [], bare: [] },
        { ours: [], bare: [] },
      ];
      const unmeasured: Rates = { ours: [], bare: [] };
      for (let round = 0; round <= rounds; round += 1) {
        const cases = settled.slice(round * perRound, (round + 1) * perRound);
        // The first round warms both up.
        await roundOf('new', round === 0 ? unmeasured : fresh, cases, ours, bare);
        await roundOf('open', round === 0 ? unmeasured : again, cases, ours, bare);
      }
      const telling = await openMany(owner, places, 2 * perRound);
      await forget();
      return [
        beside('open-case', again),
        beside('new-case', fresh),
        await withDeliveries(telling, ours, told),
      ];
    },
  );
  await close();
  return figures;
}

async function roundOf(
  kind: string,
  rates: Rates,
  cases: readonly Opened[],
  ours: Poke,
  bare: Poke,
): Promise<void> {
  const bareIsFirst = rates.ours.length % 2 === 1;
  if (bareIsFirst) rates.bare.push(await rateOf(cases, bare));
  rates.ours.push(await rateOf(cases, ours));
  if (!bareIsFirst) rates.bare.push(await rateOf(cases, bare));
  say(`  ${kind}: ours ${rates.ours.at(-1)?.toFixed(1)}/s, bare ${rates.bare.at(-1)?.toFixed(1)}/s`);
}

async function rateOf(cases: readonly Opened[], act: (one: Opened) => Promise<void>): Promise<number> {
  const from = performance.now();
  await atOnce(cases, AT_ONCE, act);
  return (cases.length * 1000) / (performance.now() - from);
}

const beside = (kind: string, rates: Rates): Figure =>
  byRatio(
    {
      name: `poke-to-drive.${kind}`,
      value: median(rates.ours),
      unit: 'pokes/s',
      beside: BESIDE,
      besideValue: median(rates.bare),
    },
    { atLeast: 0.7 },
  );

/** New cases as they really are, with somebody to be told of each; counted until that person's notice stands. */
async function withDeliveries(cases: readonly Opened[], poke: Poke, told: Arrivals): Promise<Figure> {
  const act = async (one: Opened) => {
    const notices = Promise.all(one.deliveries.map((id) => told.next(id)));
    await poke(one);
    await notices;
  };
  const half = cases.length / 2;
  await rateOf(cases.slice(0, half), act);
  const value = await rateOf(cases.slice(half), act);
  return byValue(
    { name: 'poke-to-drive.new-case-and-its-notices', value, unit: 'cases/s' },
    { atLeast: 12.5 },
  );
}
