import { existsSync, readFileSync } from 'node:fs';
import { simulate, simulationLines } from '@trustward/chain/simulate';
import type { Simulation } from '@trustward/chain/simulate';
import { chainsOf, layersOf } from '../src/load.ts';
import { listScenarios, loadScenario } from '../src/scenarios.ts';

/** Every chain that ships in every situation that ships. */
export const PLAYED: readonly (readonly [chain: string, situation: string])[] = chainsOf(
  layersOf('source-000'),
).flatMap((chain) => listScenarios().map((situation) => [chain, situation] as const));

export const STORED = new URL('../scenarios/timelines/', import.meta.url);

export const fileOf = (chain: string, situation: string): URL => new URL(`${chain}/${situation}.txt`, STORED);

const known = new Map<string, Simulation>();

export function played(chain: string, situation: string): Simulation {
  const name = `${chain}/${situation}`;
  const simulation = known.get(name) ?? play(chain, situation);
  known.set(name, simulation);
  return simulation;
}

function play(chain: string, situation: string): Simulation {
  const { scenario, chain: resolved } = loadScenario(chain, situation);
  const result = simulate(resolved, scenario);
  if (!result.ok) {
    const words = result.mistakes.map(({ path, sentence }) => `${path}: ${sentence}`);
    throw new Error(`${situation} for ${chain}: ${words.join('\n')}`);
  }
  return result.simulation;
}

export const textOf = (simulation: Simulation): string => `${simulationLines(simulation).join('\n')}\n`;

/** The timeline that somebody has read and stored; null where there is none yet. */
export function storedText(chain: string, situation: string): string | null {
  const file = fileOf(chain, situation);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
