import { prove } from '@trustward/chain/prove';
import type { Chain } from '@trustward/chain';
import { loadPack } from '@trustward/packs';
import { grown } from './grown.ts';
import type { Proved } from './proved.ts';

/**
 * A process of its own, so that a proof meets what somebody who opens an editor gives it: a library that has just been
 * loaded. It takes the id of a chain and, where one is meant, how it is grown; it prints one line of JSON.
 */
const [id = '', how = ''] = process.argv.slice(2);
const ROUNDS = 5;

/** Processor time, which other work on the machine disturbs least. */
function milliseconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function chosen(): Chain {
  const chain = loadPack().find((each) => each.id === id);
  const larger = chain === undefined ? [] : grown(chain);
  const found = how === '' ? chain : larger.find(({ name }) => name === how)?.chain;
  if (found === undefined) throw new Error(`There is no chain "${id}" "${how}".`);
  return found;
}

const chain = chosen();
const first = milliseconds(() => prove(chain));
const later = Array.from({ length: ROUNDS }, () => milliseconds(() => prove({ ...chain }))).sort(
  (a, b) => a - b,
);
const proof = prove(chain);
const proved: Proved = {
  first,
  median: later[Math.floor(ROUNDS / 2)] ?? Number.NaN,
  steps: chain.steps.length,
  states: proof.ok ? proof.states : null,
  combinations: proof.ok ? proof.combinations : null,
  left: proof.notExplored.filter((sentence) => sentence.includes('too many')),
  refuted: proof.ok ? null : proof.counterExample.story,
};
process.stdout.write(`${JSON.stringify(proved)}\n`);
