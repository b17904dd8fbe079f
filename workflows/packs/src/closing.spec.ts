import { HOUR, nextWake } from '@trustward/chain';
import type { Chain } from '@trustward/chain';
import { describe, expect, it } from 'vitest';
import { loadPack } from './load.ts';
import { FRIDAY, POSTS, Walk } from '../test/walk.ts';

const aConcern = (): Walk =>
  new Walk('concern-about-a-child', { facts: { source: 'told-by-child', 'in-danger-now': 'no' } });
const referred = (): Walk => aConcern().done('decide', 0.5, { outcome: 'refer' }).done('verbal-referral', 1);

const closingOf = ({ steps }: Chain) => steps.find(({ closes }) => closes !== undefined);
const CHAINS = loadPack().map((chain) => [chain.id, chain] as const);

describe.each(CHAINS)('the closing of a case of "%s"', (_id, chain) => {
  const closing = closingOf(chain);

  it('is for somebody who did none of the work', () => {
    const work = chain.steps.map(({ id }) => id).filter((id) => id !== closing?.id);
    expect([...(closing?.otherThanDoerOf ?? [])].sort()).toEqual(work.sort());
  });

  it('may be said no to, with a reason, which leads to a duty with an owner and a clock', () => {
    expect(closing?.closes).toEqual({ outcome: ['agreed'] });
    expect(Object.keys(closing?.outcomes ?? {})).toEqual(['agreed', 'disagree']);
    const reason = closing?.evidence.find(({ onlyFor }) => onlyFor?.includes('disagree'));
    expect(reason).toMatchObject({ kind: 'note', required: true });
    const next = chain.steps.find(
      ({ after }) => after !== undefined && 'outcome' in after && after.outcome === closing?.id,
    );
    expect(next).toMatchObject({ after: { is: 'disagree' }, clock: { from: 'after' }, optional: false });
    expect(next?.late.some((rung) => 'tell' in rung)).toBe(true);
    expect(next?.repeat?.until).toEqual(closing?.repeat?.until);
  });
});

describe('a concern that somebody is asked to close', () => {
  it('is closed only by someone who did none of it, the calls and letters included', () => {
    const concern = referred()
      .done('written-follow-up', 2)
      .done('record-answer', 90, { by: POSTS.headteacher, outcome: 'accepted' });
    expect(concern.duty('agree-closure')?.owner).toEqual({
      person: POSTS.trustSafeguardingLead,
      role: 'trustSafeguardingLead',
    });
    const agreed = { outcome: 'agreed' } as const;
    expect(concern.refusal('agree-closure', 91, { by: POSTS.headteacher, ...agreed })).toBe('ownAct');
    concern.done('agree-closure', 92, { by: POSTS.trustSafeguardingLead, ...agreed });
    expect(concern.state.endedAt).toBe(FRIDAY + 92 * HOUR);
    expect(nextWake(concern.state)).toBeNull();
  });

  const refused = (): Walk =>
    aConcern()
      .done('decide', 1, { outcome: 'nothing-more' })
      .done('agree-closure', 2, { by: POSTS.headteacher, outcome: 'disagree' });

  it('000.24 is decided again within four hours by whoever does not agree, or whom they hand it to', () => {
    const concern = refused();
    expect(concern.duty('decide-again')).toMatchObject({
      owner: { person: POSTS.headteacher },
      dueAt: FRIDAY + 6 * HOUR,
    });
    const ask = { by: POSTS.headteacher, step: 'decide-again', version: 1 } as const;
    expect(concern.refused({ type: 'handOverAsked', ...ask, to: POSTS.dsl, as: 'dsl' }, 3)).toBeNull();
  });

  it('000.25 is referred after all where it is decided so, and closed once that was seen through', () => {
    const concern = refused().done('decide-again', 3, { outcome: 'refer' });
    expect(concern.duty('verbal-referral')).toMatchObject({ state: 'open', dueAt: FRIDAY + 4 * HOUR });
    const closing = { step: 'agree-closure.2', by: POSTS.trustSafeguardingLead, outcome: 'agreed' };
    expect(concern.refusal('agree-closure.2', 3, closing)).toBe('stillOwed');
    concern
      .done('verbal-referral', 4)
      .done('written-follow-up', 5)
      .done('record-answer', 24, { outcome: 'accepted' })
      .done('agree-closure.2', 25, closing);
    expect(concern.state.endedAs).toBe('closed');
  });

  it('is not closed by another over that no, before it was decided again', () => {
    const concern = refused();
    const closing = { by: POSTS.trustSafeguardingLead, outcome: 'agreed' };
    expect(concern.refusal('agree-closure.2', 3, closing)).toBe('stillOwed');
    concern.done('decide-again', 4, { outcome: 'nothing-more' });
    expect(concern.refusal('agree-closure.2', 5, { ...closing, by: POSTS.headteacher })).toBe('ownAct');
    concern.done('agree-closure.2', 5, closing);
    expect(concern.state.endedAs).toBe('closed');
  });

  it('may be said no to as often as somebody does not agree, and somebody has to decide again each time', () => {
    const concern = refused()
      .done('decide-again', 4, { outcome: 'more-help' })
      .done('agree-closure.2', 24, { by: POSTS.trustSafeguardingLead, outcome: 'disagree' });
    expect(concern.owed()).toEqual(expect.arrayContaining(['agree-closure.3', 'decide-again.2']));
    expect(concern.duty('decide-again.2')?.owner).not.toBeNull();
  });
});

describe('what is looked at again', () => {
  it.each(['monitor', 'early-help'])('is said in words that are true after "%s"', (outcome) => {
    const concern = aConcern().done('decide', 1, { outcome });
    expect(concern.owed()).toEqual(['review']);
    const review = concern.world.chain.steps.find(({ id }) => id === 'review');
    expect(review?.sentence).toMatch(/keep watching, or to offer early help/);
    expect(review?.outcomes?.['again']?.label).toBe('Go on as now, and look again');
  });
});
