import { namesOf } from './say-names.ts';
import { listed } from './say-words.ts';
import { ACTS } from '../language/act.ts';
import type { Chain } from '../language/chain.ts';
import type { Step } from '../language/step.ts';

/** What cannot be done while a step is owed: 'investigating and “Agree to close”' */
export function sayGates(chain: Chain, { gates }: Step): string {
  const names = namesOf(chain);
  return listed(
    gates.map((gate) => {
      if ('act' in gate) return ACTS[gate.act];
      if ('step' in gate) return names.step(gate.step);
      return `ending ${names.step(gate.outcome)} with ${names.outcomes(gate.outcome, gate.is)}`;
    }),
  );
}
