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
    expect([next?.eachTime, closing?.eachTime]).toEqual([true, true]);
    expect(next?.otherThanDoerOf).toContain(closing?.id);
    expect(closing?.after).toMatchObject({ any: expect.arrayContaining([{ ended: next?.id }]) as unknown });
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

  it('000.24 is decided again within four hours, by whoever decides here and not by whoever does not agree', () => {
    const concern = refused();
    expect(concern.duty('decide-again')).toMatchObject({
      owner: { person: POSTS.dsl },
      dueAt: FRIDAY + 6 * HOUR,
    });
    expect(concern.refusal('decide-again', 3, { by: POSTS.headteacher, outcome: 'refer' })).toBe('ownAct');
    expect(concern.owed()).toEqual(['decide-again']);
  });

  it('000.25 is referred after all where it is decided so, and closed once that was seen through', () => {
    const concern = refused().done('decide-again', 3, { outcome: 'refer' });
    expect(concern.duty('verbal-referral')).toMatchObject({ state: 'open', dueAt: FRIDAY + 4 * HOUR });
    expect(concern.owed()).toEqual(['verbal-referral']);
    concern
      .done('verbal-referral', 4)
      .done('written-follow-up', 5)
      .done('record-answer', 24, { outcome: 'accepted' })
      .done('agree-closure.2', 25, { by: POSTS.headteacher, outcome: 'agreed' });
    expect(concern.state.endedAs).toBe('closed');
  });

  it('is not closed by another over that no, before it was decided again', () => {
    const concern = refused();
    const closing = { by: POSTS.headteacher, outcome: 'agreed' };
    expect(concern.refusal('agree-closure.2', 3, closing)).toBe('unknownStep');
    concern.done('decide-again', 4, { outcome: 'nothing-more', by: POSTS.trustSafeguardingLead });
    const own = { ...closing, by: POSTS.trustSafeguardingLead };
    expect(concern.refusal('agree-closure.2', 5, own)).toBe('ownAct');
    concern.done('agree-closure.2', 5, closing);
    expect(concern.state.endedAs).toBe('closed');
  });

  it('may be said no to as often as somebody does not agree, and somebody has to decide again each time', () => {
    const concern = refused()
      .done('decide-again', 4, { outcome: 'nothing-more' })
      .done('agree-closure.2', 24, { by: POSTS.trustSafeguardingLead, outcome: 'disagree' });
    expect(concern.owed()).toEqual(['decide-again.2']);
    expect(concern.duty('decide-again.2')).toMatchObject({
      owner: { person: POSTS.dsl },
      dueAt: FRIDAY + 28 * HOUR,
    });
  });

  it('is watched on, and nobody is asked to close it before somebody says that nothing more is needed', () => {
    const concern = refused().done('decide-again', 4, { outcome: 'more-help' });
    expect(concern.owed()).toEqual(['decide-again.2']);
    concern.done('decide-again.2', 24 * 7, { outcome: 'nothing-more' });
    expect(concern.owed()).toEqual(['agree-closure.2']);
    expect(concern.duty('agree-closure.2')).toMatchObject({ clockFrom: FRIDAY + 24 * 7 * HOUR });
  });

  it('000.25 is rung and written to again where it was referred before, and the answer awaited anew', () => {
    const concern = referred()
      .done('written-follow-up', 2)
      .done('record-answer', 24, { outcome: 'not-accepted' })
      .done('answer-to-answer', 25, { outcome: 'agreed' })
      .done('agree-closure', 26, { by: POSTS.headteacher, outcome: 'disagree' })
      .done('decide-again', 27, { outcome: 'refer' });
    expect(concern.owed()).toEqual(['verbal-referral.2']);
    expect(concern.duty('verbal-referral.2')).toMatchObject({
      owner: { person: POSTS.dsl },
      dueAt: FRIDAY + 28 * HOUR,
    });
    concern.done('verbal-referral.2', 28);
    expect(concern.owed()).toEqual(['written-follow-up.2', 'record-answer.2']);
    expect(concern.duty('written-follow-up.2')).toMatchObject({ dueAt: FRIDAY + 52 * HOUR });
    concern.done('written-follow-up.2', 29);
    expect(concern.owed()).toEqual(expect.arrayContaining(['receipt.2', 'record-answer.2']));
    concern.done('record-answer.2', 90, { outcome: 'not-yet' });
    expect(concern.owed()).toEqual(
      expect.arrayContaining(['receipt.2', 'record-answer.3', 'ask-their-manager']),
    );
    concern.done('record-answer.3', 91, { outcome: 'not-accepted' });
    expect(concern.owed()).toEqual(['answer-to-answer.2']);
    concern.done('answer-to-answer.2', 92, { outcome: 'agreed' });
    expect(concern.owed()).toEqual(['agree-closure.2']);
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
