import { byValue } from '../figure.ts';
import type { Figure } from '../figure.ts';
import { failures, send } from '../load/send.ts';
import type { Target } from '../load/shot.ts';
import { say } from '../say.ts';
import { quantile } from '../statistics.ts';
import { forgetJobs } from '../world/cases.ts';
import type { World } from '../world/world.ts';

const PER_SECOND = 40;
const FOR_MS = 15_000;
const P99_MAX_MS = 100;

/** How long reporters wait at a steady rate: the API alone, and with the worker driving every case meanwhile. */
export async function paced(
  world: World,
  target: Target,
  tenantId: string,
  quick: boolean,
): Promise<readonly Figure[]> {
  const alone = await at(target, quick, `report-a-concern.p99-at-${PER_SECOND}-per-second`);
  // What earlier rounds left would be driven in a burst that no report at this rate brings.
  await forgetJobs(world.database.owner, tenantId);
  const worker = await world.startWorker();
  await send({ kind: 'open', target, perSecond: 10, forMs: 3_000 });
  const together = await at(target, quick, `report-a-concern.p99-at-${PER_SECOND}-per-second-with-worker`);
  await worker.stop();
  return [alone, together];
}

async function at(target: Target, quick: boolean, name: string): Promise<Figure> {
  const outcome = await send({ kind: 'open', target, perSecond: PER_SECOND, forMs: quick ? 2_000 : FOR_MS });
  const p50 = quantile(outcome.latencies, 0.5).toFixed(1);
  say(`  ${name}: ${outcome.answered} answered, p50 ${p50} ms, ${JSON.stringify(outcome.statuses)}`);
  const figure = byValue(
    { name, value: quantile(outcome.latencies, 0.99), unit: 'ms' },
    { atMost: P99_MAX_MS },
  );
  return { ...figure, holds: figure.holds && failures(outcome) === 0 };
}
