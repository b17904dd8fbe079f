import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { byValue } from '../figure.ts';
import type { Figure } from '../figure.ts';
import { say } from '../say.ts';
import type { Proved } from './proved.ts';

const CHAINS = [
  'allegation-about-an-adult',
  'allegation-about-the-head',
  'allegation-about-the-school',
  'concern-about-a-child',
  'low-level-concern',
  'referral-to-social-care',
];
const WAYS = ['steps-twice-in-a-row', 'steps-twice-side-by-side', 'facts-twice', 'roles-twice'];
const GROWN = ['allegation-about-an-adult', 'concern-about-a-child'];

/** A second for a chain that ships; what is twice as large must come to an answer, if only to say what it left. */
const MOST = 1_000;
const MOST_GROWN = 10_000;

/** How long a proof of each chain takes in a new process, and how that grows with a chain. */
export async function prove(quick: boolean, print: (figure: Figure) => void): Promise<void> {
  for (const chain of CHAINS) print(await figure(chain, '', MOST));
  for (const chain of quick ? [] : GROWN) {
    for (const how of WAYS) print(await figure(chain, how, MOST_GROWN));
  }
}

async function figure(chain: string, how: string, atMost: number): Promise<Figure> {
  const proved = await measured(chain, how);
  const { first, median, steps, states, combinations, left, refuted } = proved;
  const found = refuted === null ? `${states ?? 0} states, ${combinations ?? 0} combinations` : 'refuted';
  say(`${chain} ${how}: ${steps} steps, ${found}; ${median.toFixed(0)} ms once warm ${left.join(' ')}`);
  const name = ['prove', chain, how].filter((part) => part !== '').join('.');
  return byValue({ name, value: first, unit: 'ms of one core, the first in a process' }, { atMost });
}

/** Straight from source, so that nothing needs building. */
async function measured(chain: string, how: string): Promise<Proved> {
  const file = fileURLToPath(new URL('./process.ts', import.meta.url));
  const args = ['--conditions=@trustward/source', file, chain, how];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 24 });
  return JSON.parse(stdout) as Proved;
}
