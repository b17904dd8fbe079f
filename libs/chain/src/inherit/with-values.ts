import type { Limit } from '../clock/length.ts';
import type { Chain } from '../language/chain.ts';

/** The chain with the lengths that somebody below it has set: `setBy` names the setting. */
export function withValues(chain: Chain, values: Readonly<Record<string, Limit>>): Chain {
  const steps = chain.steps.map((step) => {
    const { clock } = step;
    if (clock?.setBy === undefined || !('within' in clock) || !Object.hasOwn(values, clock.setBy))
      return step;
    const within = values[clock.setBy];
    return within === undefined ? step : { ...step, clock: { ...clock, within } };
  });
  return { ...chain, steps };
}
