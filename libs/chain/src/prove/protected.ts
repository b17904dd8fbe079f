import type { Fault } from './ladders.ts';
import { isOn } from '../inherit/bars.ts';
import { hindrancesOf } from '../inherit/hindrances.ts';
import type { Chain } from '../language/chain.ts';
import type { Step } from '../language/step.ts';
import { bans } from '../reducer/held.ts';

/** Whatever a chain puts in the way of the danger and Designated Officer paths; the reducer would pass it by. */
export function protectedFaults(chain: Chain): Fault[] {
  return chain.steps.flatMap((step) => (step.path === undefined ? [] : barsOf(chain, step)));
}

function barsOf(chain: Chain, step: Step): Fault[] {
  const { steps, holds } = chain;
  const fault = (sentence: string): Fault => ({ claim: 'protectedPath', step, sentence });
  const say = (what: string) => fault(`${what} stands in the way of "${step.title}".`);
  const gates = steps.filter((other) => other !== step && other.gates.some((gate) => isOn(gate, step)));
  const held = Object.values(holds).filter((hold) => step.does.some((act) => bans(hold, act)));
  return [
    ...(step.approval === undefined ? [] : [say('An approval')]),
    ...[...gates, ...held].map(({ title }) => say(`"${title}"`)),
    ...hindrancesOf(chain, step).map(({ why }) => fault(`"${step.title}" ${why}.`)),
  ];
}
