import { sourceOf } from './origin.ts';
import type { Source } from './origin.ts';
import type { Stack } from './stack.ts';
import { valuesByPath } from './values-by-path.ts';
import type { Chain } from '../language/chain.ts';
import type { Layer } from '../language/layer.ts';
import type { Step } from '../language/step.ts';

/** The clocks whose days end when an authority's office closes, as the lowest layer says when it does. Floors know of no office. */
export function withOffice(layers: readonly Layer[], stack: Stack): Stack {
  return layers.reduce((soFar, layer) => {
    const { officeCloses: at } = layer;
    return at === undefined ? soFar : closingAt(at, sourceOf(layer), soFar);
  }, stack);
}

function closingAt(at: string, by: Source, stack: Stack): Stack {
  const { chain, origins } = stack;
  const steps = chain.steps.map((step) =>
    origins.get(`steps.${step.id}.clock`)?.by.layer === 'authority' ? closing(step, at) : step,
  );
  const next: Chain = { ...chain, steps };
  origins.write(by, valuesByPath(chain), valuesByPath(next));
  return { ...stack, chain: next };
}

/** A step whose clock's days end with an office, ending at this time of day. */
export function closing(step: Step, at: string): Step {
  const { clock } = step;
  return clock?.close === undefined ? step : { ...step, clock: { ...clock, close: { ...clock.close, at } } };
}
