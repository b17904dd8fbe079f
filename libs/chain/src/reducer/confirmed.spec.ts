import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../clock/civil.ts';
import { parseChain } from '../language/parse.ts';
import { aCase, MONDAY } from '../../test/run.ts';
import { aChain, aStep } from '../../test/small-world.ts';

const WITHIN = { within: { hours: 24 }, from: 'opening' };
const SENDING = aChain([
  aStep('receipt', {
    confirmedBy: 'socialCare',
    clock: WITHIN,
    evidence: [{ id: 'saidBy', kind: 'line', label: 'Who said so' }],
  }),
  aStep('answer', { clock: { ...WITHIN, whose: 'socialCare' } }),
  aStep('ring'),
]);
const receipt = { type: 'confirmed', step: 'receipt' } as const;

describe('what an agency confirms by its link', () => {
  it('is done in time by nobody here, and their own time for an answer runs on', () => {
    const run = aCase(SENDING);
    const { dueAt } = run.duty('answer');
    run.take(receipt, MONDAY + HOUR);
    expect(run.duty('receipt')).toMatchObject({ state: 'met', doneAt: MONDAY + HOUR, doneBy: null });
    expect(run.duty('answer')).toMatchObject({ state: 'open', dueAt });
  });

  it('is late where they said it late, and was in time where that was only known late', () => {
    const late = aCase(SENDING);
    late.take(receipt, MONDAY + 2 * DAY);
    expect(late.duty('receipt').state).toBe('metLate');
    const known = aCase(SENDING);
    known.take({ ...receipt, happenedAt: MONDAY + HOUR }, MONDAY + 2 * DAY);
    expect(known.duty('receipt').state).toBe('recordedLate');
  });

  it('changes nothing once it is done', () => {
    const run = aCase(SENDING);
    run.take(receipt, MONDAY + HOUR);
    const once = run.duty('receipt');
    run.take(receipt, MONDAY + 2 * HOUR);
    expect(run.duty('receipt')).toEqual(once);
  });

  it('is no other step, and none that has not come up', () => {
    const run = aCase(SENDING);
    expect(run.refusal({ type: 'confirmed', step: 'ring' }, MONDAY + HOUR)).toBe('notAllowed');
    expect(run.refusal({ type: 'confirmed', step: 'nothing' }, MONDAY + HOUR)).toBe('notOpen');
  });

  it('is nothing that only people here can say, or on which more hangs', () => {
    const step = aStep('receipt', {
      confirmedBy: 'police',
      path: 'danger',
      outcomes: { come: { label: 'It has come' } },
      does: ['close'],
    });
    const read = parseChain({
      language: 2,
      id: 'a-chain',
      version: 1,
      title: 'A chain',
      sentence: 'A chain for a test.',
      about: 'child',
      steps: [step],
    });
    const said = read.ok ? [] : read.mistakes.map(({ sentence }) => sentence);
    expect(said).toEqual([
      '"Step receipt" has "path", and so no agency can confirm it.',
      '"Step receipt" has "outcomes", and so no agency can confirm it.',
      '"Step receipt" has "does", and so no agency can confirm it.',
    ]);
  });
});
