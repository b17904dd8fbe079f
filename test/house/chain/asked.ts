import { ENGLAND } from '@trustward/chain';
import type { Chain } from '@trustward/chain';
import { Chance, randomCalendars, randomClock } from '@trustward/chain/test/random-clock';
import { listScenarios, loadPack, loadScenario } from '@trustward/packs';
import type { Asked } from './answers.ts';

const CLOCKS = 400;

/** The same for everybody: random clocks from a seed, the chains that ship, and what is no chain. */
export function everythingAsked(): Asked {
  const chance = new Chance(2026);
  const calendars = randomCalendars(chance, 6, ENGLAND.offsets);
  const clocks = Array.from({ length: CLOCKS }, () => {
    const { calendar, ...clock } = randomClock(chance, calendars);
    return { ...clock, calendar: calendars.indexOf(calendar) };
  });
  const chains = loadPack();
  const scenarios = listScenarios().map((situation, at) =>
    loadScenario(chains[at % chains.length]?.id ?? '', situation),
  );
  return { calendars, clocks, chains, scenarios, files: [...chains, ...chains.flatMap(broken)] };
}

/** A chain as people may leave it: a name that leads nowhere, a word that is none, a step too few. */
function broken(chain: Chain): unknown[] {
  const [first, ...rest] = chain.steps;
  return [
    { ...chain, steps: [{ ...first, after: { done: 'nowhere' } }, ...rest] },
    { ...chain, about: 'weather', steps: [{ ...first, owner: [] }, ...rest] },
    { ...chain, steps: rest },
    [chain.id],
  ];
}
