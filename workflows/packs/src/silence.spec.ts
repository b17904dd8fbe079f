import type { Chain, Step } from '@trustward/chain';
import { describe, expect, it } from 'vitest';
import { loadPack } from './load.ts';
import { FRIDAY, POSTS, Walk, appointed } from '../test/walk.ts';

const DAY = 86_400_000;
const theirs = loadPack().flatMap((chain) =>
  chain.steps.filter(({ clock }) => clock?.whose !== undefined).map((step) => [chain, step] as const),
);
const chaseOf = (chain: Chain, { id }: Step): Step | undefined =>
  chain.steps.find(({ after }) => after !== undefined && 'late' in after && after.late === id);

describe('an agency that stays silent', () => {
  it.each(theirs.map(([chain, step]) => [`${chain.id}/${step.id}`, chain, step] as const))(
    '2.27 %s is asked again and again by somebody, until it answers or nobody waits for it any more',
    (_, chain, step) => {
      const chase = chaseOf(chain, step);
      expect(chase?.owner.length).toBeGreaterThan(3);
      expect(chase?.clock).toBeDefined();
      expect(chase?.until).toEqual({ step: step.id, is: ['done', 'waived'] });
      expect(chase?.repeat?.until).toEqual(chase?.until);
      expect(chase?.late.some((rung) => 'tell' in rung && rung.every !== undefined)).toBe(true);
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
      owner: { person: POSTS.headteacher },
      dueAt: Date.parse('2026-11-19T00:00:00Z'),
    });
    walk.pass(14 * 24);
    const told = walk.effects.filter(({ key }) => key.startsWith('chase-officer.3/late'));
    expect(told.map(({ at }) => Math.floor((at - FRIDAY) / DAY))).toEqual([5, 6, 13]);
    walk.done('officer-answer', 14 * 24 + 1, { outcome: 'meeting' });
    expect(walk.duty('chase-officer.3')?.state).toBe('superseded');
  });
});
