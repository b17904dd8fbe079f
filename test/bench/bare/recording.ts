import { readFileSync } from 'node:fs';
import { readStatement } from './statement.ts';

export interface Recorded {
  readonly lines: readonly string[];
  readonly answer: unknown;
}

const ATTEMPTS = 10;
const WARM_UPS = 5;

/**
 * Two recordings of the same request to a warm process. Two that do not send the same statements met something else
 * that the process does now and then, and are taken again.
 */
export async function recordTwo(
  file: string,
  request: () => Promise<unknown>,
): Promise<readonly [Recorded, Recorded]> {
  for (let n = 0; n < WARM_UPS; n += 1) await request();
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const first = await recordOne(file, request);
    const second = await recordOne(file, request);
    if (shape(first) === shape(second) && first.lines.length > 0) return [first, second];
  }
  throw new Error(`The same request never sent the same statements twice: see ${file}.`);
}

async function recordOne(file: string, request: () => Promise<unknown>): Promise<Recorded> {
  const before = linesOf(file).length;
  const answer = await request();
  return { lines: linesOf(file).slice(before), answer };
}

const linesOf = (file: string): string[] => readFileSync(file, 'utf8').trimEnd().split('\n');
const shape = ({ lines }: Recorded): string => lines.map((line) => readStatement(line).text).join('\n;\n');
