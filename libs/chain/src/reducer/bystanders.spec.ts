import { describe, expect, it } from 'vitest';
import { aChain, aStep } from '../../test/small-world.ts';
import { leftOut } from './bystanders.ts';

describe('a post that hears of nothing', () => {
  it('is left out where a chain has its word as something else only', () => {
    const options = { staff: 'staff', governor: 'Governor', other: 'auditor' };
    const facts = { source: { kind: 'choice', question: 'staff', options } };
    const when = { fact: 'source', is: ['staff', 'governor'] };
    const opens = { chain: 'staff', facts: { source: 'staff' } };
    const evidence = [{ id: 'staff', kind: 'choice', label: 'staff', options }];
    const chain = aChain(
      [aStep('look', { when, opens, evidence, outcomes: { staff: { label: 'staff' } } })],
      {
        facts,
        waiver: { reasons: { staff: 'staff' }, agreedBy: ['ceo'] },
      },
    );
    expect(leftOut(chain)).toEqual(['staff', 'governor', 'auditor']);
  });

  const look = (over: object) => aChain([aStep('look', over)]);
  const never = { done: 'look' };
  const HOLD = { title: 'A hold', sentence: 'Wait.', until: never, forbids: ['share'] };
  it.each([
    ['owns a step', look({ owner: ['dsl', 'staff'] })],
    [
      'hears that one is late',
      look({ clock: { within: { hours: 1 }, from: 'opening' }, late: [{ tell: ['staff'] }] }),
    ],
    ['agrees to one', look({ approval: { by: ['staff'] } })],
    ['agrees to a waiver', aChain([aStep('look')], { waiver: { reasons: { a: 'A' }, agreedBy: ['staff'] } })],
    [
      'ends a hold',
      aChain([aStep('look')], {
        holds: { wait: { ...HOLD, release: { by: ['staff'], grantedBy: ['ceo'] } } },
      }),
    ],
    ['is asked after', look({ when: { not: { any: [{ role: 'staff', is: 'available' }] } } })],
    [
      'ends a repetition',
      look({ repeat: { every: { hours: 1 }, until: { role: 'staff', is: 'available' } } }),
    ],
    [
      'places a hold',
      aChain([aStep('look')], { holds: { wait: { ...HOLD, when: { role: 'staff', is: 'available' } } } }),
    ],
  ])('is there where it %s', (_, chain) => {
    expect(leftOut(chain)).toEqual(['governor', 'auditor']);
  });
});
