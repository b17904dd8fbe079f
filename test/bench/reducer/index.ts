import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { byRatio, byValue } from '../figure.ts';
import type { Figure } from '../figure.ts';
import type { Measured } from './measured.ts';

const PER_CORE = 100_000;
/** Twenty times the weeks may cost each message no more than noise: what is copied with every one would cost twenty. */
const NO_MORE_THAN = 2;

/** How many events one core takes in a second, and what each message costs where weeks are played in one call. */
export async function reducer(print: (figure: Figure) => void): Promise<void> {
  const { steps, fewWeeks, manyWeeks } = await measured();
  print(
    byValue({ name: 'reducer.steps', value: steps, unit: 'events/s of one core' }, { atLeast: PER_CORE }),
  );
  print(
    byRatio(
      {
        name: 'reducer.hourly-rung-for-160-weeks',
        value: manyWeeks,
        unit: 'µs of one core for each message',
        beside: 'the same for 8 weeks',
        besideValue: fewWeeks,
      },
      { atMost: NO_MORE_THAN },
    ),
  );
}

/** Straight from source, so that nothing needs building; a process of its own, so that it has a core to itself. */
async function measured(): Promise<Measured> {
  const file = fileURLToPath(new URL('./process.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=@trustward/source', file]);
  return JSON.parse(stdout) as Measured;
}
