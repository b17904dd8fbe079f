import { establishLayers } from '@trustward/casework';
import { openClient } from '@trustward/temporal';
import { byRatio, byValue } from '../figure.ts';
import type { Figure } from '../figure.ts';
import { failures, send } from '../load/send.ts';
import { say, wait } from '../say.ts';
import { quantile } from '../statistics.ts';
import { signIn } from '../world/browser.ts';
import { ACTOR, forgetJobs, open } from '../world/cases.ts';
import type { Place } from '../world/cases.ts';
import { atOnce, everySecond } from '../world/pace.ts';
import { NAMESPACE, bareWorker, withWorkers } from '../world/temporal-worker.ts';
import type { World } from '../world/world.ts';
import { bareDeadlines } from './bare-deadlines.ts';
import { LATE_AFTER_AN_HOUR, MADE_LATE } from './made-late.ts';
import { atRest, recorded } from './recorded.ts';
import type { Settings } from './settings.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** What one machine of two cores opens and arms in a second, with room. */
const ARMED_PER_SECOND = 12;
const ARMED_BARE_PER_SECOND = 60;
const GIVEN_UP_AFTER_MS = 20 * MINUTE_MS;
const BESIDE = 'as many bare workflows: sleep, then an empty local activity';
const REQUESTS_PER_SECOND = 20;

/** Ten thousand deadlines within one minute while people work, and how long it takes until the last was played. */
export async function dueAtOnce(
  world: World,
  [place]: readonly Place[],
  { quick }: Settings,
): Promise<Figure[]> {
  if (place === undefined) throw new Error('There is no school to open a case at.');
  const count = quick ? 100 : 10_000;
  say(`due-at-once: ${count} deadlines within a minute`);
  const { owner } = world.database;
  await owner.run({ tenantId: place.tenantId, actor: ACTOR }, (tx) => establishLayers(tx, [MADE_LATE]));
  await forgetJobs(owner, place.tenantId);
  const api = await world.startApi();
  const worker = await world.startWorker();
  const first = Date.now() + (count * 1_000) / ARMED_PER_SECOND + 30_000;
  const dueOf = (n: number): number => Math.round(first + (n * MINUTE_MS) / count);
  const cases: string[] = [];
  await atOnce([...Array(count).keys()], 8, async (n) => {
    const kind = { id: LATE_AFTER_AN_HOUR, facts: {}, awareAt: dueOf(n) - HOUR_MS };
    cases.push((await open(owner, place, kind)).caseId);
  });
  await atRest(world, place.tenantId, 'armed');
  const early = first - Date.now();
  if (early < 0) throw new Error(`It took ${-early} ms too long to arm ${count} cases.`);
  await wait(early);
  const target = (await signIn(api.url, 'dsl@oakfield.demo')).target('GET', '/api/duties');
  const load = send({ kind: 'open', target, perSecond: REQUESTS_PER_SECOND, forMs: MINUTE_MS });
  const breaches = await recorded(world, place.tenantId, cases, GIVEN_UP_AFTER_MS);
  const people = await load;
  const ours = Math.max(...breaches.map(({ at, late }) => at + late)) - first;
  const latest = breaches.map(({ late }) => late);
  say(
    `  ours: the last after ${Math.round(ours)} ms; late p50 ${quantile(latest, 0.5)} p99 ${quantile(latest, 0.99)} ms`,
  );
  await atRest(world, place.tenantId, 'told');
  await worker.stop();
  const bare = await bareDrain(world, count, () =>
    send({ kind: 'open', target, perSecond: REQUESTS_PER_SECOND, forMs: MINUTE_MS }),
  );
  await api.stop();
  const name = 'due-at-once';
  return [
    byRatio(
      { name: `${name}.drained`, value: ours, unit: 'ms', beside: BESIDE, besideValue: bare },
      { atMost: 1.5 },
    ),
    byValue({ name: `${name}.missed`, value: count - breaches.length, unit: 'deadlines' }, { atMost: 0 }),
    byValue({ name: `${name}.requests-failed`, value: failures(people), unit: 'requests' }, { atMost: 0 }),
    byValue(
      { name: `${name}.requests-p99`, value: quantile(people.latencies, 0.99), unit: 'ms' },
      { atMost: 1_000 },
    ),
  ];
}

/** From the first instant due until the last has run. */
async function bareDrain(world: World, count: number, load: () => Promise<unknown>): Promise<number> {
  const { address } = await world.temporal();
  const { client, close } = openClient({ address, namespace: NAMESPACE });
  const first = Date.now() + (count * 1_000) / ARMED_BARE_PER_SECOND + 10_000;
  const { start, fired, all } = bareDeadlines(client, count, (n) =>
    Math.round(first + (n * MINUTE_MS) / count),
  );
  const drained = await withWorkers(
    address,
    async (connection) => [await bareWorker(connection, fired)],
    async () => {
      await everySecond(ARMED_BARE_PER_SECOND, count, start);
      await wait(first - Date.now());
      const people = load();
      await all;
      const last = Date.now();
      await people;
      return last - first;
    },
  );
  await close();
  say(`  bare: the last after ${drained} ms`);
  return drained;
}
