import type { Amendment, Chain, Layer, Step } from '@trustward/chain';

/** The chains of a layer above as a layer below has changed them. */
export function amended(above: Layer, below: Layer): unknown[] {
  return above.chains.map((chain) => {
    const amendment = below.amendments.find(({ amends }) => amends === chain.id);
    return amendment === undefined ? chain : amendedChain(chain, amendment);
  });
}

function amendedChain(chain: Chain, { steps, rules = [] }: Amendment): unknown {
  const known = new Set(chain.steps.map(({ id }) => id));
  const changes = new Map(steps.map((step) => [step.id, step]));
  const changed: unknown[] = chain.steps.flatMap((step) => [
    without({ ...step, ...changes.get(step.id) }),
    ...steps.filter((it) => !known.has(it.id) && it.place?.after === step.id).map(without),
  ]);
  return { ...chain, steps: changed, rules: [...chain.rules, ...rules] };
}

function without({ place: _, ...step }: Partial<Step> & { place?: unknown }): unknown {
  return step;
}
