import { judge } from '@trustward/chain/test/mutants/judge';
import { allMutants, nameOf, OPERATORS, someMutants } from '@trustward/chain/test/mutants/mutants';
import { layersOf, listPacks, loadAuthorityLayers, loadPack } from '@trustward/packs';
import type { Told } from './told.ts';

/** A process of its own. It takes how many mutants of each operator to judge, 0 for all, and prints one line of JSON. */
const [ofEach = 0] = process.argv.slice(2).map(Number);
const [pack = ''] = listPacks();
const authority = loadAuthorityLayers()[0]?.id;
const around = { chains: loadPack(pack, authority), layers: layersOf(pack, authority) };
const mutants = ofEach === 0 ? allMutants(around.chains) : someMutants(around.chains, ofEach);

const began = process.cpuUsage();
const judged = mutants.map((mutant) => ({ name: nameOf(mutant), ...judge(mutant, around) }));
const { user, system } = process.cpuUsage(began);
const count = (who: string): number => judged.filter(({ by }) => by === who).length;

const told: Told = {
  operators: OPERATORS.length,
  mutants: mutants.length,
  byLint: count('lint'),
  byProof: count('prove'),
  changeNothing: count('nobody'),
  escaped: judged.filter(({ by }) => by === null).map(({ name }) => name),
  wronged: judged
    .filter(({ by, isRight }) => by !== null && !isRight)
    .map(({ name, reasons }) => `${name}: ${reasons.join(', ')}`),
  milliseconds: (user + system) / 1_000,
};
process.stdout.write(`${JSON.stringify(told)}\n`);
