import { describe, expect, it } from 'vitest';
import { answerSets, MOST_SETS } from './answer-sets.ts';
import type { Choice } from './answer-sets.ts';
import { prove } from './prove.ts';
import { aChain, aStep } from '../../test/small-world.ts';
import type { Chain } from '../language/chain.ts';

const named = (count: number): string[] => Array.from({ length: count }, (_, index) => `f${index}`);

const asked = (count: number, over: object = {}): object =>
  Object.fromEntries(
    named(count).map((id) => [id, { kind: 'yesNo', unsure: true, question: `Is it ${id}?`, ...over }]),
  );

const OUTSIDE = ['headteacher', 'trustSafeguardingLead', 'ceo'];
const soon = {
  owner: ['dsl', 'deputyDsl', ...OUTSIDE],
  clock: { within: { hours: 1 }, from: 'awareness' },
  late: [{ tell: OUTSIDE }],
};
const always = aStep('always', soon);

/** A step for each question. */
const besides = (count: number, over: object = {}): Chain =>
  aChain(
    [
      always,
      ...named(count).map((fact, index) =>
        aStep(`s${index}`, { ...soon, when: { fact, is: ['yes', 'unsure'] } }),
      ),
    ],
    { facts: asked(count, over) },
  );

/** One step that looks at all questions. */
const together = (count: number): Chain =>
  aChain(
    [
      always,
      aStep('one', {
        ...soon,
        when: { all: named(count).map((fact, index) => ({ fact, is: index % 2 === 0 ? 'yes' : 'no' })) },
      }),
    ],
    { facts: asked(count) },
  );

describe('the answers that are looked at together', () => {
  const choices = (count: number): Choice[] => named(count).map((id) => [id, ['yes', 'no', 'unsure']]);

  it('are all of them where there are few', () => {
    const { sets, areAll } = answerSets(choices(4));
    expect([sets.length, areAll]).toEqual([81, true]);
    expect(new Set(sets.map((set) => JSON.stringify(set))).size).toBe(81);
  });

  it.each([12, 40])('are every two answers where there are many: %i questions', (count) => {
    const { sets, areAll } = answerSets(choices(count));
    expect(areAll).toBe(false);
    expect(sets.length).toBeLessThanOrEqual(MOST_SETS);
    for (const one of named(count)) {
      for (const other of named(count).filter((id) => id !== one)) {
        expect(new Set(sets.map((set) => `${set[one] ?? ''} ${set[other] ?? ''}`)).size).toBe(9);
      }
    }
  });
});

describe('the work of a proof', () => {
  it.each([12, 40])('grows with what each part asks, and not with all questions: %i of them', (count) => {
    const proof = prove(besides(count));
    expect(proof.ok).toBe(true);
    if (!proof.ok) return;
    // Two kinds of answer, six starts, and fewer than thirty combinations of people who are missing.
    expect(proof.combinations).toBeLessThan(count * 2 * 6 * 30);
    expect(proof.states).toBeLessThan(70_000);
    expect(proof.notExplored.filter((left) => left.includes('looked at together'))).toEqual([]);
  });

  it.each([12, 40])(
    'is bounded where one part asks everything, and says what was left: %i questions',
    (count) => {
      const proof = prove(together(count));
      expect(proof.ok).toBe(true);
      if (!proof.ok) return;
      expect(proof.combinations).toBeLessThan(MOST_SETS * 6 * 30);
      expect(proof.states).toBeLessThan(70_000);
      expect(proof.notExplored.join()).toContain(`Every set of answers to ${count} questions`);
    },
  );

  it('still finds the one answer among forty questions under which a child in danger is left', () => {
    const facts = {
      ...asked(40),
      now: { kind: 'yesNo', question: 'Is a child in danger?', danger: ['yes'] },
    };
    const proof = prove(aChain([always], { facts }));
    expect(proof).toMatchObject({
      ok: false,
      counterExample: { claim: 'opensAtOnce', facts: { now: 'yes' } },
    });
  });
});
