import type { OpenCaseEffect } from '@trustward/chain';
import { describe, expect, it } from 'vitest';
import { Walk } from '../test/walk.ts';

/** The case that the last act opened, begun as it says. */
function opened({ effects }: Walk): Walk {
  const { chain, facts } = effects.findLast(({ kind }) => kind === 'openCase') as OpenCaseEffect;
  return new Walk(chain, { facts });
}

describe('a case that another opens', () => {
  const aConcern = (danger: string): Walk =>
    new Walk('concern-about-a-child', { facts: { source: 'saw', 'in-danger-now': danger } });
  const about = (worksAs: string) => ({
    outcome: 'about-an-adult',
    learned: { facts: { 'works-as': worksAs } },
  });

  it('000.19 has somebody look after the child whose concern turns out to be about an adult', () => {
    const calm = opened(aConcern('no').done('decide', 1, about('employee')));
    expect(calm.owed()).toContain('child-looked-after');
    expect(opened(calm)).toMatchObject({ state: { facts: { 'in-danger-now': 'no' } } });
    const danger = opened(aConcern('unsure').done('decide', 1, about('employee')));
    expect(danger.owed()).toContain('child-in-danger');
  });

  it('000.23 tells the agency of an adult whom a concern turns out to be about', () => {
    const allegation = opened(aConcern('no').done('decide', 1, about('supply')));
    expect(allegation.done('contact-designated-officer', 2).owed()).toContain('tell-employer');
  });

  it.each([
    ['decide', 'may-have-harmed'],
    ['see-that-it-lasts', 'again'],
  ])('has somebody make sure that children are safe after a low-level concern: %s', (step, outcome) => {
    const concern = new Walk('low-level-concern', {
      facts: { 'works-as': 'contractor', 'reported-themselves': 'no' },
    }).done('look-for-pattern', 1, { outcome: 'none' });
    if (step !== 'decide') concern.done('decide', 2, { outcome: 'low-level' });
    const allegation = opened(concern.done(step, 3, { outcome }));
    expect(allegation.owed()).toContain('child-in-danger');
    expect(allegation.done('contact-designated-officer', 4).owed()).toContain('tell-employer');
  });

  it('000.24 is a whole referral where the child is no safer', () => {
    const facts = { 'in-danger-now': 'no', crime: 'yes', 'referred-by': 'lead', 'family-risk': 'yes' };
    const referral = new Walk('referral-to-social-care', { facts })
      .done('verbal-referral', 1)
      .done('their-answer', 2, { outcome: 'assessment' })
      .done('review', 24 * 7, { outcome: 'worse' });
    expect(opened(referral).owed()).toEqual(
      expect.arrayContaining(['make-safe', 'ring-police', 'verbal-referral', 'ask-before-telling']),
    );
  });
});
