import { parseScenario } from '@trustward/chain/scenario';
import { simulate, simulationLines } from '@trustward/chain/simulate';
import type { Chain } from '@trustward/chain';
import type { Scenario, Simulation } from '@trustward/chain/simulate';
import { listScenarios, scenarioFor } from '@trustward/packs';
import { CommandFailed, Misused } from '../command.ts';
import type { Run } from '../command.ts';
import { answerBackTest } from './back-test.ts';
import { given } from './given.ts';
import type { Above } from './given.ts';
import { readFile } from './read-file.ts';
import type { FileRead } from './read-file.ts';
import { sayMistakes } from './say-mistakes.ts';
import { soundChains } from './sound.ts';

/**
 * What comes of a chain when people act, are away, or do nothing: told instant by instant, with reasons. Or what would
 * have come of a case that is over.
 */
export const chainSimulateCommand: Run = (io, args) => {
  const { files, json, above, backTest } = given(args, { atMost: 2, backTest: true });
  const [file = '', scenario] = files;
  if (backTest !== undefined) {
    if (scenario !== undefined) throw new Misused('A back-test plays what happened, and takes no scenario');
    return Promise.resolve(answerBackTest(io, oneChain(file, above), backTest, json));
  }
  if (scenario === undefined) {
    throw new Misused(`No scenario is named: a file, or one of ${listScenarios().join(', ')}`);
  }
  const simulation = simulationOf(oneChain(file, above), scenario);
  if (json) io.answer(JSON.stringify(asJson(simulation), null, 2));
  else for (const line of simulationLines(simulation)) io.answer(line);
  return Promise.resolve(0);
};

function oneChain(file: string, above: Above): Chain {
  const [first, second] = soundChains(file, above);
  if (first === undefined) throw new CommandFailed(`${file}: There is no chain in it.`, 2);
  if (second === undefined) return first.chain;
  throw new CommandFailed(`${file}: There are several chains in it. Name the file of one.`, 2);
}

function simulationOf(chain: Chain, name: string): Simulation {
  const shipped = listScenarios().includes(name);
  const read = shipped ? null : readFile(name);
  const result = simulate(chain, read === null ? scenarioFor(chain, name) : scenarioIn(read));
  if (result.ok) return result.simulation;
  throw new CommandFailed(sayMistakes(read ?? name, result.mistakes), 2);
}

function scenarioIn(read: FileRead): Scenario {
  const parsed = parseScenario(read.json);
  if (parsed.ok) return parsed.scenario;
  const shipped = `This file is no whole scenario. Those that ship go by name: ${listScenarios().join(', ')}.`;
  throw new CommandFailed(`${sayMistakes(read, parsed.mistakes)}\n${shipped}`, 2);
}

/** Instants in UTC, as everywhere on this command line. */
function asJson({ title, chain, headline, timeline, ending, events }: Simulation): object {
  const iso = (at: number): string => new Date(at).toISOString();
  return {
    title,
    chain,
    headline,
    timeline: timeline.map((line) => ({ ...line, at: iso(line.at) })),
    ending: { ...ending, at: iso(ending.at) },
    events,
  };
}
