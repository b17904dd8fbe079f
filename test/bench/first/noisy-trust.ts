import { establishLayers } from '@trustward/casework';
import { byExcess, byValue } from '../figure.ts';
import type { Figure } from '../figure.ts';
import { say } from '../say.ts';
import { quantile } from '../statistics.ts';
import { ACTOR, forgetJobs, open, openMany } from '../world/cases.ts';
import type { Place } from '../world/cases.ts';
import { everySecond } from '../world/pace.ts';
import type { World } from '../world/world.ts';
import { LATE_AFTER_A_MINUTE, MADE_LATE } from './made-late.ts';
import { atRest, recorded } from './recorded.ts';
import type { Settings } from './settings.ts';

const PER_SECOND = 2;
const GRACE_MS = 120_000;
const BESIDE = 'the same deadlines while the other trust brings nothing';

/** How late one trust's breaches are while another brings ten thousand concerns, beside how late they are while it does not. */
export async function noisyTrust(
  world: World,
  places: readonly Place[],
  { quick }: Settings,
): Promise<Figure[]> {
  const [place] = places;
  const noisy = places.filter(({ tenantId }) => tenantId !== place?.tenantId);
  if (place === undefined || noisy.length === 0) throw new Error('There are no two trusts.');
  const count = quick ? 40 : 120;
  const many = quick ? 500 : 10_000;
  say(`noisy-trust: ${count} deadlines of one trust, ${many} concerns of another`);
  const { owner } = world.database;
  const { tenantId } = place;
  await owner.run({ tenantId, actor: ACTOR }, (tx) => establishLayers(tx, [MADE_LATE]));
  await forgetJobs(owner, tenantId);
  const worker = await world.startWorker();
  const deadlines = async (): Promise<readonly number[]> => {
    const opened = await everySecond(PER_SECOND, count, () =>
      open(owner, place, { id: LATE_AFTER_A_MINUTE, facts: {} }),
    );
    const cases = opened.map(({ caseId }) => caseId);
    const late = (await recorded(world, tenantId, cases, 60_000 + GRACE_MS)).map((each) => each.late);
    say(`  late p50 ${quantile(late, 0.5)} p99 ${quantile(late, 0.99)} ms`);
    return late;
  };
  const without = await deadlines();
  await atRest(world, tenantId, 'before');
  await forgetJobs(owner, tenantId);
  const brought = openMany(owner, noisy, many);
  const beside = await deadlines();
  await brought;
  await worker.stop();
  const name = 'noisy-trust';
  const figure = (q: number, words: string) => ({
    name: `${name}.${words}`,
    value: quantile(beside, q),
    unit: 'ms',
    beside: BESIDE,
    besideValue: quantile(without, q),
  });
  return [
    byExcess(figure(0.5, 'p50'), 500),
    byExcess(figure(0.99, 'p99'), 2_000),
    byValue({ name: `${name}.missed`, value: count - beside.length, unit: 'deadlines' }, { atMost: 0 }),
  ];
}
