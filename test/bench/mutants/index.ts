import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { byValue } from '../figure.ts';
import type { Figure } from '../figure.ts';
import { say } from '../say.ts';
import type { Told } from './told.ts';

/** Breaks the packs in every place there is, and counts what nobody refuses. */
export async function mutants(quick: boolean, print: (figure: Figure) => void): Promise<void> {
  say(`mutants: ${quick ? 'two' : 'all'} of each operator`);
  const told = await judged(quick ? 2 : 0);
  const of = `of ${told.mutants} mutants by ${told.operators} operators`;
  say(`  refused by lint ${told.byLint}, by proof ${told.byProof}, the same ${told.changeNothing}`);
  for (const each of told.escaped) say(`  escaped: ${each}`);
  for (const each of told.wronged) say(`  refused for another reason: ${each}`);
  const line = (name: string, value: number, most: number, unit: string): void =>
    print(byValue({ name: `mutants.${name}`, value, unit }, { atMost: most }));
  line('escaped', told.escaped.length, 0, of);
  line('refused-for-another-reason', told.wronged.length, 0, of);
  line('time-of-each', told.milliseconds / told.mutants, 500, 'ms of processor time');
}

/** Straight from source, so that nothing needs building. */
async function judged(ofEach: number): Promise<Told> {
  const file = fileURLToPath(new URL('./process.ts', import.meta.url));
  const args = ['--conditions=@trustward/source', file, String(ofEach)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 26 });
  return JSON.parse(stdout) as Told;
}
