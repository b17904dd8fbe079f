import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bundled } from './chain/bundle.ts';

const KB = 1000;
const MAIN = '@trustward/chain';

/** What each entry may weigh alone, with everything that it needs: 60 at most. `prove` and `simulate` do without zod. */
const MOST: readonly (readonly [entry: string, kB: number])[] = [
  [MAIN, 45],
  [`${MAIN}/layers`, 35],
  [`${MAIN}/explain`, 30],
  [`${MAIN}/schema`, 26],
  [`${MAIN}/scenario`, 20],
  [`${MAIN}/lint`, 53],
  [`${MAIN}/prove`, 44],
  [`${MAIN}/simulate`, 41],
];

const README = readFileSync(new URL('../../libs/chain/README.md', import.meta.url), 'utf8');

/** What the page says that it weighs, where a number stands behind these words. */
const said = (words: string): number => Number(new RegExp(`${words}[^\\n]*?(\\d+) *[|.]`).exec(README)?.[1]);

const weigh = async (...entries: readonly string[]): Promise<number> => {
  const code = entries.map(
    (entry, index) => `import * as part${index} from '${entry}'; console.log(part${index});`,
  );
  return gzipSync(await bundled(code.join('\n')), { level: 9 }).length / KB;
};

describe('the chain library in a browser', () => {
  it.each(MOST)('%s weighs at most %i kB gzipped', async (entry, most) => {
    const kB = await weigh(entry);
    console.log(`${entry}: ${kB.toFixed(1)} kB gzipped`);
    expect(kB).toBeGreaterThan(10);
    expect(kB).toBeLessThanOrEqual(most);
    expect(Math.abs(said(`\\| \`${entry}\``) - kB)).toBeLessThan(2);
  });

  it('weighs little more with all its entries than with those that a page needs', async () => {
    const all = await weigh(...MOST.map(([entry]) => entry));
    console.log(`all entries together: ${all.toFixed(1)} kB gzipped`);
    expect(all).toBeLessThanOrEqual(125);
    expect(Math.abs(said('all together weigh') - all)).toBeLessThan(2);
  });
});
