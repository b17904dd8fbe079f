import { describe, expect, it } from 'vitest';
import { appointed, FRIDAY, POSTS, stepOf, Walk } from '../test/walk.ts';

const aboutTheSchool = (earlyYears = 'no', danger = 'no'): Walk =>
  new Walk('allegation-about-the-school', {
    facts: { 'in-danger-now': danger, whom: 'school', 'early-years': earlyYears },
  });

describe('an allegation about the school or trust', () => {
  it('000.33 has both the council and Ofsted told, neither waiting for the other', () => {
    const owed = aboutTheSchool().owed();
    expect(owed).toEqual(expect.arrayContaining(['notify-council', 'notify-ofsted']));
    for (const step of ['notify-council', 'notify-ofsted']) {
      expect(aboutTheSchool().refusals(step, 1)).toHaveProperty('toldAt', 'missingEvidence');
      const asked = stepOf(aboutTheSchool(), step).evidence;
      expect(asked.map(({ kind }) => kind)).toEqual(
        expect.arrayContaining(['contact', 'instant', 'reference']),
      );
    }
    expect(aboutTheSchool().refusal('notify-ofsted', 1)).toBeNull();
    expect(aboutTheSchool().refusal('notify-council', 1)).toBeNull();
  });

  it('000.33 is owned outside the line of what it is about', () => {
    for (const step of aboutTheSchool().world.chain.steps) {
      expect(step.owner).not.toContain('headteacher');
      expect(step.owner).not.toContain('dsl');
    }
    expect(aboutTheSchool().duty('notify-council')?.owner?.person).toBe(POSTS.trustChair);
  });

  it('000.33 in the early years has Ofsted told within fourteen days', () => {
    const duty = aboutTheSchool('yes').duty('notify-ofsted-early-years');
    expect(duty?.dueAt).toBe(Date.parse('2026-11-28T00:00:00Z'));
    expect(aboutTheSchool('yes').owed()).not.toContain('notify-ofsted');
  });

  it('000.28 of children in danger is not left to those whom it is about', () => {
    const danger = aboutTheSchool('no', 'yes');
    expect(danger.duty('children-safe-now')?.dueAt).toBe(FRIDAY + 1_800_000);
    expect(danger.pass(0.5)).toContainEqual([
      0.5,
      'children-safe-now/late/0',
      ['trustChair', 'viceChair', 'safeguardingTrustee', 'trustSafeguardingLead'],
    ]);
  });

  it('000.33 is not closed before both know, and then by someone else', () => {
    const told = aboutTheSchool()
      .done('take-charge', 1, { learned: appointed(POSTS.trustChair, {}) })
      .done('notify-council', 2)
      .done('tell-trust-lead', 2)
      .done('keep-evidence', 2)
      .done('council-answer', 3, { outcome: 'nothing' })
      .done('what-changes', 4)
      .done('tell-ofsted-result', 5);
    expect(told.refusal('agree-closure', 6, { outcome: 'agreed' })).toBe('gated');
    told.done('notify-ofsted', 6);
    expect(told.duty('agree-closure')?.owner?.person).toBe(POSTS.safeguardingTrustee);
    told.done('agree-closure', 7, { outcome: 'agreed' });
    expect(told.state.endedAs).toBe('closed');
  });
});
