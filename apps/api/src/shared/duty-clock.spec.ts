import { ENGLAND, parseChain } from '@trustward/chain';
import type { Step } from '@trustward/chain';
import { describe, expect, it } from 'vitest';
import { dutyClock } from './duty-clock.ts';

const MONDAY = Date.parse('2026-11-16T09:00:00Z');
const DUE = Date.parse('2026-11-24T00:00:00Z');

const read = parseChain({
  language: 2,
  id: 'reviews',
  version: 1,
  title: 'Reviews',
  sentence: 'Reviews.',
  about: 'child',
  steps: [
    {
      id: 'review',
      title: 'Review',
      sentence: 'Review.',
      owner: ['dsl', 'headteacher'],
      clock: { within: { schoolDays: 5 }, from: 'opening' },
      late: [{ tell: ['headteacher'] }],
      outcomes: { again: { label: 'Again' }, over: { label: 'Over' } },
      repeat: { every: { calendarDays: 7 }, until: { outcome: 'review', is: 'over' } },
      closes: true,
    },
  ],
});

function stepOf(): Step {
  const step = read.ok ? read.chain.steps[0] : undefined;
  if (step === undefined) throw new Error('The chain cannot be read.');
  return step;
}

function clockOf(key: string, isProvisional: boolean, theirs: readonly string[] = []) {
  const rules = { calendar: ENGLAND, theirs: new Set(theirs), authorityName: 'Westmere' };
  return dutyClock(rules, stepOf(), { key, from: MONDAY, due: DUE, isProvisional });
}

describe('the clock of a duty', () => {
  it('says that it may move yet where the school’s term dates end before it', () => {
    expect(clockOf('review', false)?.rule).toBe('within 5 school days');
    expect(clockOf('review', true)?.rule).toMatch(/^within 5 school days \(provisional: /);
  });

  it('of a later round is as long as its step says it repeats, by whoever set that', () => {
    expect(clockOf('review.2', false)).toMatchObject({ rule: 'within 7 days', setBy: 'your trust' });
    expect(clockOf('review.2', false, ['review/repeat'])?.setBy).toBe('Westmere');
    expect(clockOf('review', false, ['review/repeat'])?.setBy).toBe('your trust');
  });
});
