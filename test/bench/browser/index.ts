import { byValueBeside } from '../figure.ts';
import type { Figure } from '../figure.ts';
import { say } from '../say.ts';
import { median } from '../statistics.ts';
import { inNode } from './in-node.ts';
import { inPage, scriptForPage, startBrowser } from './in-page.ts';
import { longestAllegation } from './longest.ts';
import type { Timed } from './timed.ts';
import type { Asked } from './work.ts';

const ROUNDS = 5;
/** Of a proof, a second; of a simulation, no more than a person who changes a chain would notice. */
const MOST = { simulate: 100, prove: 1_000 } as const;

/** How long the longest allegation that ships takes to play and to prove in Chromium, beside node. */
export async function browser(quick: boolean, print: (figure: Figure) => void): Promise<void> {
  const { chain, scenario, situation, events } = longestAllegation();
  say(`browser: ${chain.id}, ${situation}, ${events} events`);
  for (const what of ['simulate', 'prove'] as const) {
    const { there, here } = await measured({ what, chain, scenario }, quick ? 1 : ROUNDS);
    say(`  ${what}: once warm ${there.warm.toFixed(1)} ms in Chromium, ${here.warm.toFixed(1)} ms in node`);
    const name = `browser.${what}.${chain.id}`;
    const unit = 'ms of one core, the first in a new page';
    const beside = 'the first in a new node process';
    const figure = { name, value: there.first, unit, beside, besideValue: here.first };
    print(byValueBeside(figure, { atMost: MOST[what] }));
  }
}

/** By turns, so that what else the machine does disturbs both alike. */
async function measured(asked: Asked, rounds: number): Promise<{ there: Timed; here: Timed }> {
  const [there, here]: [Timed[], Timed[]] = [[], []];
  const script = await scriptForPage();
  const chromium = await startBrowser();
  try {
    for (let round = 0; round < rounds; round += 1) {
      there.push(await inPage(chromium, script, asked));
      here.push(await inNode(asked));
    }
  } finally {
    await chromium.close();
  }
  return { there: inTheMiddle(there), here: inTheMiddle(here) };
}

function inTheMiddle(all: readonly Timed[]): Timed {
  return { first: median(all.map(({ first }) => first)), warm: median(all.map(({ warm }) => warm)) };
}
