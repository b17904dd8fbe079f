import { describe, expect, it } from 'vitest';
import { aLayer, changing, refusals } from '../../test/layers.ts';
import { aChain, aStep } from '../../test/small-world.ts';

const WEEKLY = { repeat: { every: { calendarDays: 7 }, until: { fact: 'danger', is: 'no' } } };
const guidance = (visit: object, tell: object, over: object = {}) =>
  aLayer('guidance', {
    chains: [
      aChain([aStep('look'), aStep('visit', visit), aStep('tell', { floors: ['owner'], ...tell })], over),
    ],
  });
const says = (layer: ReturnType<typeof guidance>, step: object): string[] =>
  refusals(layer, changing('trust', [step])).map((sentence) => sentence.replace(/^.*: /, ''));

const MORE = 'it may not wait for more.';
const AGAIN = 'what it waits for to end may not begin to come up again.';

describe('a step that may come up again once it was done', () => {
  it.each([
    ['repeats', WEEKLY, [MORE]],
    ['comes up each time', { after: { done: 'look' }, eachTime: true }, [MORE]],
    ['closes the case, unless more comes up', { closes: true }, [MORE]],
    ['comes up once', {}, []],
  ])('is not waited for to end where its being done was waited for: one that %s', (_how, visit, why) => {
    const above = guidance(visit, { after: { done: 'visit' } });
    expect(says(above, { id: 'tell', after: { ended: 'visit' } })).toEqual(why);
  });

  it('is not made of one whose end a floor or a hold waits for', () => {
    const change = { id: 'visit', ...WEEKLY };
    expect(says(guidance({}, { after: { ended: 'visit' } }), change)).toEqual([AGAIN]);
    expect(says(guidance({}, { after: { done: 'visit' } }), change)).toEqual([]);
    const hold = (from: object) => ({
      ...{ title: 'Wait', sentence: 'Wait.', from, until: { done: 'tell' }, forbids: ['share'] },
    });
    const held = (from: object) => guidance({}, {}, { holds: { wait: hold(from) } });
    expect(says(held({ ended: 'visit' }), change)).toEqual(['it may not begin later.']);
    expect(says(held({ done: 'visit' }), change)).toEqual([]);
  });
});
