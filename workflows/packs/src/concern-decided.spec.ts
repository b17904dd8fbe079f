import { requiredEvidence } from '@trustward/chain';
import { describe, expect, it } from 'vitest';
import { stepOf, Walk } from '../test/walk.ts';

const aConcern = (): Walk =>
  new Walk('concern-about-a-child', { facts: { source: 'heard', 'in-danger-now': 'no' } });

describe('a concern about a child', () => {
  const OUTCOMES = ['refer', 'refer-and-police', 'monitor', 'early-help', 'about-an-adult', 'nothing-more'];

  it('000.24 is referred, to the police too, watched, helped early, about an adult, or nothing more', () => {
    expect(Object.keys(stepOf(aConcern(), 'decide').outcomes ?? {})).toEqual(OUTCOMES);
    expect(aConcern().refusal('decide', 1)).toBe('unknownOutcome');
  });

  it.each(OUTCOMES)(
    '000.05 000.24 is decided with why, the risk to the child and the risk to others: %s',
    (outcome) => {
      expect(aConcern().refusals('decide', 1, { outcome })).toMatchObject({
        reason: 'missingEvidence',
        others: 'missingEvidence',
      });
      const [why, others] = stepOf(aConcern(), 'decide').evidence;
      expect(why?.label).toBe('What the risk is to the child, and why you decided this');
      expect(others?.label).toBe('What the risk is to others, such as brothers and sisters');
    },
  );

  const OF_LATER = [
    ['review', ['refer', 'close', 'again']],
    ['decide-again', ['refer', 'more-help', 'nothing-more']],
  ] as const;

  it.each(OF_LATER.flatMap(([step, outcomes]) => outcomes.map((outcome) => [step, outcome] as const)))(
    '000.05 002.13 004.03 is decided later too with the risk to the child and to others: %s, %s',
    (step, outcome) => {
      const of = stepOf(aConcern(), step);
      expect(Object.keys(of.outcomes ?? {})).toContain(outcome);
      expect(requiredEvidence(of, outcome).slice(1)).toEqual(['child', 'others']);
    },
  );

  it.each(['rang-again', 'more-help', 'nothing-more'])(
    '000.05 002.13 004.03 that was referred is decided again with both risks: %s',
    (outcome) => {
      const again = stepOf(
        new Walk('referral-to-social-care', {
          facts: { 'in-danger-now': 'no', crime: 'no', 'referred-by': 'lead', 'family-risk': 'no' },
        }),
        'decide-again',
      );
      expect(requiredEvidence(again, outcome)).toEqual(expect.arrayContaining(['child', 'others']));
    },
  );
});
