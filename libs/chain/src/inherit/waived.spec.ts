import { expect, it } from 'vitest';
import { isWaivable } from '../language/waivable.ts';
import { parseLayer } from '../language/parse-layer.ts';
import { resolve } from './resolve.ts';
import { aChain, aStep } from '../../test/small-world.ts';

const WRITTEN = { within: { hours: 24 }, from: 'opening', setBy: 'written' };
const chain = (whose: object) =>
  aChain([aStep('write', { clock: { ...WRITTEN, ...whose } })], {
    waiver: { reasons: { moved: 'They moved away' }, agreedBy: ['ceo'] },
  });

/** Whether the step may be waived under an authority that sets its length. */
function isWaivableUnder(strength: 'floor' | 'default', whose: object = {}): boolean {
  const base = { language: 2, version: 1 };
  const values = { written: { is: { hours: 20 }, strength, title: 'In writing' } };
  const layers = [
    { ...base, layer: 'guidance', id: 'above', title: 'Above', chains: [chain(whose)] },
    { ...base, layer: 'authority', id: 'council', title: 'A council', values },
  ].map((json) => {
    const read = parseLayer(json);
    return read.ok ? read.layer : expect.fail(JSON.stringify(read));
  });
  const resolved = resolve(layers, 'a-chain');
  if (!resolved.ok) return expect.fail(JSON.stringify(resolved.refusals));
  return resolved.chain.steps.every((step) => isWaivable(resolved.chain, step));
}

it('3.16, law 5: no step is waived whose length is set as a floor; another party’s time is not ours to keep', () => {
  expect(isWaivableUnder('default')).toBe(true);
  expect(isWaivableUnder('floor')).toBe(false);
  expect(isWaivableUnder('floor', { whose: 'socialCare' })).toBe(true);
});
