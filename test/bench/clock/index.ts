import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { byValue, byValueBeside } from '../figure.ts';
import type { Figure } from '../figure.ts';
import { say } from '../say.ts';
import type { Measured } from './measured.ts';

const PER_CORE = 1_000_000;
const BESIDE = 'the bare loop: the same starts rounded to days and added to';
const UNIT = 'due dates/s of one core';

/** How many due dates one core works out in a second, and whether a million of them are right. */
export async function clock(quick: boolean, print: (figure: Figure) => void): Promise<void> {
  const [timed, checked] = quick ? [50_000, 20_000] : [200_000, 1_000_000];
  say(`clock: ${timed} due dates timed, ${checked} checked against a slow calculation`);
  const { dueDates, anyDueDates, additions, disagreements } = await measured(timed, checked);
  const goal = { atLeast: PER_CORE };
  const besides = { unit: UNIT, beside: BESIDE, besideValue: additions };
  print(byValueBeside({ name: 'clock.due-dates', value: dueDates, ...besides }, goal));
  print(byValueBeside({ name: 'clock.due-dates-of-any-kind', value: anyDueDates, ...besides }, goal));
  for (const each of disagreements.slice(0, 5)) say(`  ${each}`);
  print(
    byValue(
      { name: 'clock.disagreements', value: disagreements.length, unit: `of ${checked} random cases` },
      { atMost: 0 },
    ),
  );
}

/** Straight from source, so that nothing needs building; a process of its own, so that it has a core to itself. */
async function measured(timed: number, checked: number): Promise<Measured> {
  const file = fileURLToPath(new URL('./process.ts', import.meta.url));
  const args = ['--conditions=@trustward/source', file, String(timed), String(checked)];
  const running = promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 28 });
  running.child.stderr?.on('data', (talk: Buffer | string) => say(`  ${String(talk).trim()}`));
  return JSON.parse((await running).stdout) as Measured;
}
