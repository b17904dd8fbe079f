import { Timekeeper, openClient } from '@trustward/temporal';
import type { TemporalStore } from '../../temporal-store.ts';
import { byRatio, byValue } from '../figure.ts';
import type { Figure } from '../figure.ts';
import { say, wait } from '../say.ts';
import { signIn } from '../world/browser.ts';
import { forgetJobs, openMany, placesOf } from '../world/cases.ts';
import { NAMESPACE } from '../world/temporal-worker.ts';
import { startWorld } from '../world/world.ts';
import type { World } from '../world/world.ts';
import { diskOf } from './disk.ts';
import { Measured } from './grown.ts';
import type { Grown } from './grown.ts';
import { memoryOf } from './memory.ts';

export interface Growing {
  /** How many are open, one step after another. */
  readonly counts: readonly number[];
  /** Where everything is kept, so that a run that was broken off goes on; gone afterwards where none is given. */
  readonly folder: string | undefined;
}

/** What open cases take as they become more: memory of each process, disk, and the time of a rebuild. */
export async function growth(
  { counts, folder }: Growing,
  temporalOn: TemporalStore,
  print: (figure: Figure) => void,
): Promise<void> {
  const world = await startWorld({ temporalOn, keptIn: folder });
  const measured = new Measured(world.folder);
  try {
    const grown: Grown[] = [];
    for (const cases of [...counts].sort((a, b) => a - b)) {
      const known = measured.of(cases, temporalOn);
      const it = known ?? (await grow(world, cases, temporalOn));
      if (known === null) measured.add(it);
      grown.push(it);
      for (const figure of figuresOf(it, grown[0] ?? it)) print(figure);
    }
    table(grown);
  } finally {
    await world.stop();
  }
}

const PAGE = 500;

async function grow(world: World, cases: number, temporalOn: TemporalStore): Promise<Grown> {
  await openUntil(world, cases);
  await world.forgetTemporal();
  const { pid: temporal, address } = await world.temporal();
  const worker = await world.startWorker();
  const api = await world.startApi();
  try {
    const rebuild = await rebuilt(world, cases, address);
    const { get } = await signIn(api.url, 'dsl@oakfield.demo');
    for (let n = 0; n < 20; n += 1) await get('/api/duties');
    const memory = {
      api: memoryOf(api.pid),
      worker: memoryOf(worker.pid),
      temporal: memoryOf(temporal),
      postgres: memoryOf(world.database.pid),
    };
    return { cases, temporalOn, rebuild, memory, disk: await diskOf(world, temporalOn) };
  } finally {
    await api.stop();
    await worker.stop();
  }
}

// What is never woken shows no instant at which it is.
const OPEN = 'select count(*)::integer as count from platform.open_cases() where next_wake is not null';
const openNow = async ({ database }: World): Promise<number> =>
  (await database.ownerPlatform.query<{ count: number }>(OPEN))[0]?.count ?? 0;

/** Through the door and `drive`, not by requests, in pages: each told and in hand, as most are that are open. */
async function openUntil(world: World, cases: number): Promise<void> {
  const { owner, ownerPlatform } = world.database;
  const trusts = await ownerPlatform.query<{ id: string }>('select id from platform.tenant order by name');
  const places = (await Promise.all(trusts.map(({ id }) => placesOf(owner, id)))).flat();
  const others = places.filter(({ school }) => !/Oakfield/.test(school));
  for (let open = await openNow(world); open < cases; open = await openNow(world)) {
    say(`growth: ${open} of ${cases} cases are open`);
    await openMany(owner, others, Math.min(PAGE, cases - open), { settled: true });
    for (const { id } of trusts) await forgetJobs(owner, id);
  }
  await ownerPlatform.query('vacuum analyze');
}

/** From the command's start until as many workflows show when they wake their case. */
async function rebuilt({ cli }: World, cases: number, address: string): Promise<number> {
  const { client, close } = openClient({ address, namespace: NAMESPACE });
  const from = Date.now();
  await cli('rebuild');
  say(`  poked after ${Math.round((Date.now() - from) / 1_000)} s`);
  for (;;) {
    let armed = 0;
    for await (const { wakeAt } of new Timekeeper(client).running()) if (wakeAt !== null) armed += 1;
    const seconds = (Date.now() - from) / 1_000;
    say(`  ${armed} of ${cases} have their workflow after ${Math.round(seconds)} s`);
    if (armed >= cases) {
      await close();
      return seconds;
    }
    await wait(Math.max(1_000, cases / 20));
  }
}

/** As many as a nation of schools brings at its peak. */
const CASES_PER_SECOND = 12.5;
/** In MB. */
const [MEMORY, DISK_OF_NONE, DISK_OF_ONE] = [500, 50, 0.05];

/** Of the fewest cases in the run, and of more beside those: disk and time may grow as the cases do, memory hardly. */
interface Most {
  readonly ofFew: number;
  readonly times: number;
}

const PARTS = ['api', 'worker', 'temporal', 'postgres'] as const;
const STORES = ['temporal', 'postgres'] as const;

function figuresOf(it: Grown, least: Grown): readonly Figure[] {
  const times = it.cases / least.cases;
  const on = it.temporalOn === 'SQLite' ? '' : '.on-postgres';
  const figure = (what: string, unit: string, of: (grown: Grown) => number, most: Most): Figure => {
    const ours = { name: `growth.${it.cases}.${what}${on}`, value: of(it), unit };
    if (it === least) return byValue(ours, { atMost: most.ofFew });
    const beside = { ...ours, beside: `the same with ${least.cases} cases`, besideValue: of(least) };
    return byRatio(beside, { atMost: most.times });
  };
  const [rebuild, disk] = [it.cases / CASES_PER_SECOND, DISK_OF_NONE + it.cases * DISK_OF_ONE];
  return [
    figure('rebuild', 's', (grown) => grown.rebuild, { ofFew: rebuild, times: times * 1.5 }),
    ...STORES.map((store) =>
      figure(`${store}-disk`, 'MB', (grown) => grown.disk[store], { ofFew: disk, times }),
    ),
    ...PARTS.map((part) =>
      figure(`${part}-memory`, 'MB', (grown) => grown.memory[part], { ofFew: MEMORY, times: 2 }),
    ),
  ];
}

function table(grown: readonly Grown[]): void {
  for (const { cases, rebuild, memory, disk } of grown) {
    const parts = PARTS.map((part) => `${part} ${Math.round(memory[part])}`).join(', ');
    const stores = STORES.map((store) => `${store} ${Math.round(disk[store])}`).join(', ');
    say(`${cases} cases: rebuilt in ${rebuild.toFixed(0)} s; memory in MB: ${parts}; disk in MB: ${stores}`);
  }
}
