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

  it('000.05 that is referred only later is referred with the risk to the child and to others', () => {
    for (const step of ['review', 'decide-again']) {
      expect(requiredEvidence(stepOf(aConcern(), step), 'refer').slice(1)).toEqual(['child', 'others']);
    }
  });
});
