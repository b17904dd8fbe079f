import type { Figure } from '../figure.ts';
import { say } from '../say.ts';
import { forgetJobs, openMany, placesOf } from '../world/cases.ts';
import type { Place } from '../world/cases.ts';
import { startWorld } from '../world/world.ts';
import type { World } from '../world/world.ts';
import type { Part as PartName } from './parts.ts';
import { reportAConcern } from './concern.ts';
import { listMyDuties } from './duties.ts';
import { dueAtOnce } from './due-at-once.ts';
import { deadlineLateness } from './lateness.ts';
import { noisyTrust } from './noisy-trust.ts';
import { pokeToDrive } from './poke.ts';
import type { Settings } from './settings.ts';

type Part = (world: World, places: readonly Place[], settings: Settings) => Promise<readonly Figure[]>;

const PARTS: Readonly<Record<PartName, Part>> = {
  'list-my-duties': (world, _, settings) => listMyDuties(world, settings),
  'report-a-concern': (world, _, settings) => reportAConcern(world, settings),
  'poke-to-drive': pokeToDrive,
  'deadline-lateness': deadlineLateness,
  'due-at-once': dueAtOnce,
  'noisy-trust': noisyTrust,
};

const isPart = (name: string): name is PartName => Object.hasOwn(PARTS, name);

/** The ways of a fact, one after another. */
export async function first(
  parts: readonly string[],
  settings: Settings,
  print: (figure: Figure) => void,
): Promise<void> {
  for (const name of parts.filter(isPart)) {
    for (const figure of await measured(PARTS[name], settings)) print(onItsStore(figure, settings));
  }
}

const onItsStore = (figure: Figure, { temporalOn }: Settings): Figure =>
  temporalOn === 'SQLite' ? figure : { ...figure, name: `${figure.name}.on-postgres` };

/** In a world of its own: rows, jobs and workflows that one part leaves behind would slow the next. */
async function measured(part: Part, settings: Settings): Promise<readonly Figure[]> {
  const world = await startWorld(settings);
  const breakOff = () => void world.stop().finally(() => process.exit(130));
  for (const signal of SIGNALS) process.once(signal, breakOff);
  try {
    return await part(world, await fill(world, settings), settings);
  } finally {
    for (const signal of SIGNALS) process.off(signal, breakOff);
    await world.stop();
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
const CASES = 3_000;
const OF_ONE_LEAD = 40;

/** A few thousand open cases. The lead whose page is measured has a heavy month, not the whole trust's. */
async function fill({ database }: World, { quick }: Settings): Promise<readonly Place[]> {
  const trusts = await database.ownerPlatform.query<{ id: string }>(
    'select id from platform.tenant order by name',
  );
  const places = (await Promise.all(trusts.map(({ id }) => placesOf(database.owner, id)))).flat();
  const measured = places.filter(({ school }) => /Oakfield/.test(school));
  const others = places.filter((place) => !measured.includes(place));
  const count = quick ? 200 : CASES;
  say(`opening ${count} cases at ${places.length} schools of ${trusts.length} trusts`);
  await openMany(database.owner, measured, OF_ONE_LEAD, { settled: true });
  await openMany(database.owner, others, count - OF_ONE_LEAD, { settled: true });
  for (const { id } of trusts) await forgetJobs(database.owner, id);
  await database.ownerPlatform.query('analyze');
  return others;
}
