import type { Chain, Step } from '@trustward/chain';
import { describe, expect, it } from 'vitest';
import { loadPack } from './load.ts';
import { FRIDAY, POSTS, Walk, appointed } from '../test/walk.ts';

const DAY = 86_400_000;
const theirs = loadPack().flatMap((chain) =>
  chain.steps.filter(({ clock }) => clock?.whose !== undefined).map((step) => [chain, step] as const),
);
const chasesOf = (chain: Chain, { id }: Step): Step[] =>
  chain.steps.filter(
    ({ after, repeat }) =>
      repeat !== undefined && after !== undefined && 'late' in after && after.late === id,
  );

describe('an agency that stays silent', () => {
  it.each(theirs.map(([chain, step]) => [`${chain.id}/${step.id}`, chain, step] as const))(
    '2.27 %s is asked again and again by somebody, until it answers or nobody waits for it any more',
    (_, chain, step) => {
      const chases = chasesOf(chain, step);
      expect(chases).not.toHaveLength(0);
      for (const chase of chases) {
        expect(chase.owner.length).toBeGreaterThan(3);
        expect(chase.clock).toBeDefined();
        expect(chase.until).toEqual({ step: step.id, is: ['done', 'waived'] });
        expect(chase.repeat?.until).toEqual(chase.until);
        expect(chase.late.some((rung) => 'tell' in rung && rung.every !== undefined)).toBe(true);
      }
      const waiting = step.owner.find((role) => role !== 'caseManager');
      const leads = chases.filter(({ owner: [first] }) => first !== 'dsl' && first !== waiting);
      expect(leads).not.toHaveLength(0);
    },
  );

  it('2.5 as the Designated Officer, is rung every working day, and the trust hears when nobody does', () => {
    const walk = new Walk('allegation-about-an-adult', {
      facts: { 'in-danger-now': 'no', 'about-a-child': 'no', 'works-as': 'employee' },
    })
      .done('take-charge', 1, { learned: { ...appointed(POSTS.headteacher, {}), facts: { teacher: 'no' } } })
      .done('contact-designated-officer', 2);
    walk.done('chase-officer', 66).done('chase-officer.2', 90);
    expect(walk.duty('chase-officer.3')).toMatchObject({
      state: 'open',
      owner: { person: POSTS.trustSafeguardingLead },
      dueAt: Date.parse('2026-11-19T00:00:00Z'),
    });
    walk.pass(14 * 24);
    const told = walk.effects.filter(({ key }) => key.startsWith('chase-officer.3/late'));
    expect(told.map(({ at }) => Math.floor((at - FRIDAY) / DAY))).toEqual([5, 6, 13]);
    walk.done('officer-answer', 14 * 24 + 1, { outcome: 'meeting' });
    expect(walk.duty('chase-officer.3')?.state).toBe('superseded');
  });

  it('2.27 as social care, is a leader’s business though somebody rings every day, and the child is looked at again', () => {
    const walk = new Walk('referral-to-social-care', {
      facts: { 'in-danger-now': 'no', crime: 'no', 'referred-by': 'lead', 'family-risk': 'no' },
    }).done('verbal-referral', 1);
    walk.done('chase-answer', 80).done('chase-answer.2', 100);
    expect(walk.duty('ask-their-manager')?.owner?.person).toBe(POSTS.headteacher);
    expect(walk.owed()).toContain('review');
    walk.pass(24 * 8);
    const told = walk.effects.filter(({ key }) => key.startsWith('ask-their-manager/late'));
    expect(told.length).toBeGreaterThan(0);
  });
});
