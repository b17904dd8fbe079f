import { simulate } from '@trustward/chain/simulate';
import { listScenarios, loadPack, loadScenario } from '@trustward/packs';
import type { LoadedScenario } from '@trustward/packs';

export interface Longest extends LoadedScenario {
  readonly situation: string;
  readonly events: number;
}

/** Of all allegations in all situations that ship, the one with the most events. */
export function longestAllegation(): Longest {
  const allegations = loadPack().filter(({ id }) => id.startsWith('allegation-'));
  const played = allegations.flatMap(({ id }) => listScenarios().map((situation) => playedIn(id, situation)));
  const [longest] = played.sort((a, b) => b.events - a.events);
  if (longest === undefined) throw new Error('No allegation ships.');
  return longest;
}

function playedIn(id: string, situation: string): Longest {
  const loaded = loadScenario(id, situation);
  const result = simulate(loaded.chain, loaded.scenario);
  if (!result.ok) throw new Error(`${id} cannot be played in ${situation}.`);
  return { ...loaded, situation, events: result.simulation.events };
}
