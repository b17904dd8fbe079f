import { startProcessWorld } from '../../process/harness/process-world.ts';
import { retire, rollThrough } from '../../process/harness/rolling.ts';
import { openDrill } from '../../process/harness/scenario.ts';
import { byValue } from '../figure.ts';
import type { Figure } from '../figure.ts';
import { say } from '../say.ts';

/** So many people report at once. */
const AT_ONCE = 20;
/** Of so many cases people act in one while versions change. */
const ONE_IN = 8;

/** Three versions deployed one after another over open cases: what fails of what people ask, and of what workflows do. */
export async function rolling(count: number, print: (figure: Figure) => void): Promise<void> {
  const world = await startProcessWorld('rolling-bench');
  try {
    const cases: string[] = [];
    while (cases.length < count) {
      const size = Math.min(AT_ONCE, count - cases.length);
      cases.push(...(await Promise.all(Array.from({ length: size }, () => openDrill(world)))));
    }
    say(`${count} cases are open`);
    const acted = cases.filter((_, n) => n % ONE_IN === 0);
    const { rolls, last } = await rollThrough(world, cases, acted);
    const failures = [...rolls.map((each) => each.failures), await retire(last)];
    const statuses = rolls.flatMap((each) => each.statuses);
    say(`${statuses.length} requests of people, ${failures.length} versions, each of which woke every case`);
    const sum = (reason: string) => failures.reduce((all, each) => all + (each[reason] ?? 0), 0);
    const none = (name: string, value: number, unit: string) =>
      print(byValue({ name: `rolling.${name}`, value, unit }, { atMost: 0 }));
    none('refused', statuses.filter((status) => status !== 200).length, 'requests');
    none('not-asked', 2 * acted.length - statuses.length, 'requests');
    none('non-determinism', sum('NonDeterminismError'), 'workflow tasks');
    none('other-failures', sum('WorkflowError'), 'workflow tasks');
  } finally {
    await world.end();
  }
}
