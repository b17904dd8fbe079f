import { describe, expect, it } from 'vitest';
import type { Predicate } from '../language/predicate.ts';
import { implies } from './implies.ts';

const fact = (name: string, ...is: string[]): Predicate => ({ fact: name, is });
const done = (step: string): Predicate => ({ done: step });

const ROWS: readonly (readonly [string, Predicate | undefined, Predicate | undefined, boolean])[] = [
  ['the same condition', done('a'), done('a'), true],
  ['one answer, and that answer or another', fact('f', 'x'), fact('f', 'x', 'y'), true],
  ['two answers, and one of them', fact('f', 'x', 'y'), fact('f', 'x'), false],
  ['both, and one of them', { all: [done('a'), done('b')] }, done('a'), true],
  ['one of them, and both', done('a'), { all: [done('a'), done('b')] }, false],
  ['one, and either', done('a'), { any: [done('a'), done('b')] }, true],
  ['two answers to one question, and whatever', { all: [fact('f', 'x'), fact('f', 'y')] }, done('a'), true],
  ['not both, and not either', { not: { all: [done('a'), done('b')] } }, { not: done('a') }, false],
  ['not either, and not one', { not: { any: [done('a'), done('b')] } }, { not: done('a') }, true],
  ['always, and one thing or its opposite', undefined, { any: [done('a'), { not: done('a') }] }, true],
  [
    'always, and a role that is there or not',
    undefined,
    {
      any: [
        { role: 'dsl', is: 'available' },
        { role: 'dsl', is: 'unavailable' },
      ],
    },
    true,
  ],
  ['always, and sometimes', undefined, done('a'), false],
  ['sometimes, and always', done('a'), undefined, true],
  ['two posts of the subject, and one', { subject: ['headteacher', 'dsl'] }, { subject: 'dsl' }, false],
  [
    'done with an outcome, and with it or another',
    { outcome: 'a', is: 'x' },
    { outcome: 'a', is: ['x', 'y'] },
    true,
  ],
  ['a state, and two states', { step: 'a', is: 'open' }, { step: 'a', is: ['open', 'late'] }, true],
];

describe('whether a condition implies another', () => {
  it.each(ROWS)('%s', (_title, one, other, expected) => {
    expect(implies(one, other)).toBe(expected);
  });

  it('is unsure where there are too many combinations to try, and says so quickly', () => {
    const wide = { all: Array.from({ length: 40 }, (_, index) => done(`s${index}`)) };
    expect(implies(wide, { any: [done('x'), done('y')] })).toBe('unsure');
  });

  it('is sure of long conditions of which one says more than the other, part by part', () => {
    const parts = (...codes: string[]): Predicate[] => [
      ...Array.from({ length: 40 }, (_, index) => done(`s${index}`)),
      { not: done('x') },
      {
        any: [
          { outcome: 'a', is: codes },
          { step: 'a', is: 'waived' },
        ],
      },
    ];
    expect(implies({ all: parts('y') }, { all: parts('y', 'z') })).toBe(true);
    expect(implies({ all: parts('y', 'z') }, { all: parts('y') })).toBe('unsure');
    expect(implies({ all: parts('y') }, { any: [{ all: parts('y') }, done('z')] })).toBe(true);
  });
});
