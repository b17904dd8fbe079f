import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Order, Outcome } from './order.ts';

const LOAD = fileURLToPath(new URL('./load.ts', import.meta.url));
const ANSWER_MAX_BYTES = 256 * 1024 * 1024;

/** Has the load process send what is ordered, and reads what became of it. */
export async function send(order: Order): Promise<Outcome> {
  const options = { maxBuffer: ANSWER_MAX_BYTES };
  const { stdout } = await promisify(execFile)(process.execPath, [LOAD, JSON.stringify(order)], options);
  return JSON.parse(stdout) as Outcome;
}

/** How many were refused or never answered. */
export const failures = (outcome: Outcome): number =>
  Object.entries(outcome.statuses).reduce(
    (sum, [status, count]) => (status.startsWith('2') ? sum : sum + count),
    0,
  );
