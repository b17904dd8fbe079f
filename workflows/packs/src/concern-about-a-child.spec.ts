import { HOUR, questions, requiredEvidence } from '@trustward/chain';
import type { Chain } from '@trustward/chain';
import { describe, expect, it } from 'vitest';
import { loadPack } from './load.ts';
import { FRIDAY, POSTS, Walk } from '../test/walk.ts';

function theChain(): Chain {
  const chain = loadPack().find(({ id }) => id === 'concern-about-a-child');
  if (chain === undefined) throw new Error('The pack lacks the chain.');
  return chain;
}

const aConcern = (authority = 'westmere', inDanger: 'yes' | 'no' | 'unsure' = 'no'): Walk =>
  new Walk('concern-about-a-child', {
    authority,
    facts: { source: 'told-by-child', 'in-danger-now': inDanger },
  });

const referred = (authority = 'westmere'): Walk =>
  aConcern(authority).done('decide', 0.5, { outcome: 'refer' }).done('verbal-referral', 1);
const LEADERS = ['headteacher', 'trustSafeguardingLead'];
const ofStep = (told: ReturnType<Walk['pass']>, step: string): ReturnType<Walk['pass']> =>
  told.filter(([, key]) => String(key).startsWith(`${step}/`));

describe('a concern about a child', () => {
  it('000.28 that may be in danger now is made safe within half an hour of awareness, and leaders hear if not', () => {
    const concern = aConcern('westmere', 'yes');
    expect(Object.keys(concern.state.duties)).toEqual(['make-safe', 'decide']);
    expect(concern.duty('make-safe')).toMatchObject({
      owner: { person: POSTS.dsl },
      dueAt: FRIDAY + HOUR / 2,
    });
    expect(ofStep(concern.pass(2), 'make-safe')).toEqual([
      [1 / 6, 'make-safe/new-duty/2', POSTS.deputyDsl],
      [1 / 6, `make-safe/handedUp/2/${POSTS.dsl}`, POSTS.dsl],
      [0.25, 'make-safe/reminder', POSTS.deputyDsl],
      [1 / 3, 'make-safe/new-duty/3', POSTS.headteacher],
      [1 / 3, `make-safe/handedUp/3/${POSTS.deputyDsl}`, POSTS.deputyDsl],
      [0.5, 'make-safe/breach', POSTS.headteacher],
      [0.5, 'make-safe/new-duty/4', POSTS.trustSafeguardingLead],
      [0.5, `make-safe/handedUp/4/${POSTS.headteacher}`, POSTS.headteacher],
      [0.5, 'make-safe/late/0', LEADERS],
      [1, 'make-safe/late/1', ['trustSafeguardingLead', 'ceo', 'trustChair']],
      [2, 'make-safe/late/1.1', ['trustSafeguardingLead', 'ceo', 'trustChair']],
    ]);
  });

  it('000.28 of which nobody is sure whether it is in danger is treated as one in danger', () => {
    expect(aConcern('westmere', 'unsure').duty('make-safe')).toMatchObject({ dueAt: FRIDAY + HOUR / 2 });
    const asked = questions(theChain()).find(({ fact }) => fact === 'in-danger-now');
    expect(asked?.options.map(({ code, danger }) => [code, danger])).toEqual([
      ['yes', true],
      ['no', false],
      ['unsure', true],
    ]);
  });

  it('000.28 that is in no danger now asks for no such thing', () => {
    expect(aConcern('westmere').duty('make-safe')).toBeUndefined();
  });

  it('000.28 that was in danger walks from being made safe to being closed by another', () => {
    const concern = aConcern('westmere', 'yes')
      .done('make-safe', 1 / 6)
      .done('decide', 0.5, { outcome: 'refer' })
      .done('verbal-referral', 1)
      .done('written-follow-up', 2)
      .done('record-answer', 90, { outcome: 'accepted' })
      .done('agree-closure', 91, { by: POSTS.headteacher, outcome: 'agreed' });
    expect(concern.state.endedAt).toBe(FRIDAY + 91 * HOUR);
    const states = Object.values(concern.state.duties).map((duty) => duty.state);
    // Their answer says that they have it, so nobody need ask for a receipt.
    expect(new Set(states)).toEqual(new Set(['met', 'superseded']));
    expect(concern.duty('receipt')?.state).toBe('superseded');
  });

  it('000.28 is not closed before somebody has said how the child was made safe', () => {
    const concern = aConcern('westmere', 'yes')
      .done('decide', 1, { outcome: 'monitor' })
      .done('review', 200, { outcome: 'close' });
    expect(concern.duty('agree-closure')).toBeUndefined();
    concern.done('make-safe', 201);
    expect(concern.duty('agree-closure')).toMatchObject({ state: 'open', clockFrom: FRIDAY + 201 * HOUR });
  });

  it('000.24 is for the safeguarding lead to decide within four hours of awareness, and leaders hear if not', () => {
    const concern = aConcern('westmere');
    expect(concern.duty('decide')).toMatchObject({ owner: { person: POSTS.dsl }, dueAt: FRIDAY + 4 * HOUR });
    concern.take({ type: 'acknowledged', by: POSTS.dsl, step: 'decide', version: 1 }, FRIDAY + HOUR / 4);
    expect(concern.pass(5)).toEqual([
      [2, 'decide/reminder', POSTS.dsl],
      [4, 'decide/breach', POSTS.dsl],
      [4, 'decide/late/0', LEADERS],
    ]);
    const later = concern.pass(73).filter(([, key]) => String(key).startsWith('decide/late'));
    expect(later.map(([at]) => at)).toEqual([24, 48, 72]);
  });

  it('000.05 is decided with a reason, and with who else may be at risk', () => {
    const concern = aConcern('westmere');
    const decide = concern.world.chain.steps.find(({ id }) => id === 'decide');
    expect(decide?.evidence.filter(({ kind }) => kind === 'note')).toMatchObject([
      { id: 'reason', required: true },
      { id: 'others', required: false },
    ]);
    expect(concern.done('decide', 0.5, { outcome: 'refer' }).duty('decide')).toMatchObject({ state: 'met' });
  });

  it('000.21 that nobody says they have in hand goes up to the deputy, the head and the trust’s lead', () => {
    const concern = aConcern('westmere');
    expect(concern.pass(3.5)).toEqual([
      [0.5, 'decide/unacknowledged/0', ['deputyDsl']],
      [1, 'decide/unacknowledged/1', ['deputyDsl', 'headteacher']],
      [2, 'decide/unacknowledged/2', LEADERS],
      [2, 'decide/new-duty/2', POSTS.deputyDsl],
      [2, `decide/handedUp/2/${POSTS.dsl}`, POSTS.dsl],
      [2, 'decide/reminder', POSTS.deputyDsl],
      [3, 'decide/new-duty/3', POSTS.headteacher],
      [3, `decide/handedUp/3/${POSTS.deputyDsl}`, POSTS.deputyDsl],
    ]);
    expect(concern.pass(8)).toContainEqual([8, 'decide/new-duty/4', POSTS.trustSafeguardingLead]);
  });

  it('000.25 when it is to be referred, has the local authority rung within the hour', () => {
    const concern = aConcern('westmere').done('decide', 1, { outcome: 'refer' });
    expect(concern.duty('verbal-referral')).toMatchObject({ dueAt: FRIDAY + 2 * HOUR });
  });

  it('000.16 000.26 records who was told on the telephone, when, what was said, and by which number', () => {
    const step = theChain().steps.find(({ id }) => id === 'verbal-referral');
    expect(step === undefined ? [] : requiredEvidence(step)).toEqual([
      'team',
      'toldName',
      'toldAt',
      'said',
      'number',
    ]);
  });

  it('000.26 the written follow-up is due 24 hours after the call, weekend or not', () => {
    expect(referred().duty('written-follow-up')).toMatchObject({ dueAt: FRIDAY + 25 * HOUR, state: 'open' });
  });

  it('000.26 the written follow-up is due after 48 hours where the local authority says so', () => {
    expect(referred('norbury-vale').duty('written-follow-up')).toMatchObject({ dueAt: FRIDAY + 49 * HOUR });
  });

  it('000.26 the written follow-up is reminded of, breached, told, and told further up when still not sent', () => {
    expect(referred().pass(50)).toEqual([
      [13, 'written-follow-up/reminder', POSTS.dsl],
      [23, 'written-follow-up/reminder', POSTS.dsl],
      [25, 'written-follow-up/breach', POSTS.dsl],
      [25, 'written-follow-up/late/0', LEADERS],
      [49, 'written-follow-up/late/1', ['ceo']],
    ]);
  });

  it('000.26 the written follow-up sent late is met late, never met', () => {
    const concern = referred().done('written-follow-up', 26);
    expect(concern.duty('written-follow-up')).toMatchObject({
      state: 'metLate',
      breachedAt: FRIDAY + 25 * HOUR,
    });
  });

  it('000.17 the written follow-up says by which tracked way it went', () => {
    const step = theChain().steps.find(({ id }) => id === 'written-follow-up');
    const sentBy = step?.evidence.find(({ id }) => id === 'sentBy');
    expect(sentBy).toMatchObject({
      required: true,
      options: {
        securePortal: expect.any(String),
        passwordProtected: expect.any(String),
        recordedDelivery: expect.any(String),
      },
    });
    expect(step === undefined ? [] : requiredEvidence(step)).toContain('tracking');
  });

  it('000.17 asks when the written follow-up was received, and rings on the second working day where nobody said', () => {
    const concern = referred().done('written-follow-up', 2);
    expect(concern.duty('receipt')).toMatchObject({
      owner: { person: POSTS.dsl },
      dueAt: Date.parse('2026-11-18T00:00:00Z'),
    });
    const step = theChain().steps.find(({ id }) => id === 'receipt');
    expect(step === undefined ? [] : requiredEvidence(step)).toEqual(['receivedAt', 'confirmedBy']);
    expect(ofStep(concern.pass(24 * 4.4), 'receipt')).toEqual([
      [24 * 3 + 16 + 1 / 3, 'receipt/reminder', POSTS.dsl],
      [24 * 4 + 7 + 1 / 3, 'receipt/breach', POSTS.dsl],
      [24 * 4 + 7 + 1 / 3, 'receipt/late/0', LEADERS],
    ]);
  });

  it('000.17 asks for no receipt any more once they have answered', () => {
    const concern = referred()
      .done('written-follow-up', 2)
      .done('record-answer', 20, { outcome: 'accepted' });
    expect(concern.duty('receipt')?.state).toBe('superseded');
  });

  it('has the answer chased by the end of the third working day', () => {
    expect(referred().duty('record-answer')).toMatchObject({ dueAt: Date.parse('2026-11-19T00:00:00Z') });
  });

  it('000.25 of which they have not decided yet says so, and has them rung again within a working day by the same person', () => {
    const concern = referred().done('written-follow-up', 2).done('record-answer', 70, { outcome: 'not-yet' });
    expect(concern.duty('record-answer')).toMatchObject({ state: 'met', outcome: 'not-yet' });
    expect(concern.duty('record-answer.2')).toMatchObject({
      state: 'open',
      owner: { person: POSTS.dsl },
      dueAt: Date.parse('2026-11-18T00:00:00Z'),
    });
    expect(concern.duty('receipt')?.state).toBe('open');
    expect(concern.owed()).not.toContain('agree-closure');
  });

  it('000.25 of which they have not decided in their time has a leader ask their manager, however often they are rung', () => {
    const concern = referred().done('written-follow-up', 2).done('record-answer', 20, { outcome: 'not-yet' });
    const limit = Date.parse('2026-11-19T00:00:00Z');
    expect(concern.duty('ask-their-manager')).toMatchObject({
      owner: { person: POSTS.headteacher },
      dueAt: limit,
    });
    concern
      .done('record-answer.2', 90, { outcome: 'not-yet' })
      .done('record-answer.3', 127, { outcome: 'not-yet' });
    const at = (limit - FRIDAY) / HOUR;
    expect(ofStep(concern.pass(at + 1), 'ask-their-manager')).toEqual([
      [at, 'ask-their-manager/breach', POSTS.headteacher],
      [at, 'ask-their-manager/late/0', ['trustSafeguardingLead', 'ceo', 'trustChair']],
    ]);
    concern.done('record-answer.4', at + 2, { outcome: 'accepted' });
    expect(concern.duty('ask-their-manager')).toMatchObject({ state: 'superseded', breachedAt: limit });
  });

  it('000.25 of which it is recorded too late that they have not decided keeps its lateness, and leaders hear at once', () => {
    const concern = referred().done('written-follow-up', 2);
    concern.pass(24 * 5.5);
    concern.done('record-answer', 24 * 5.6, { outcome: 'not-yet' });
    expect(concern.duty('record-answer')).toMatchObject({
      state: 'metLate',
      breachedAt: Date.parse('2026-11-19T00:00:00Z'),
    });
    expect(concern.duty('ask-their-manager')?.state).toBe('late');
  });

  it('000.24 that is watched is looked at again within ten working days, and closed by another', () => {
    const concern = aConcern('westmere').done('decide', 1, { outcome: 'monitor' });
    expect(concern.duty('review')).toMatchObject({ dueAt: Date.parse('2026-11-28T00:00:00Z') });
    concern.done('review', 200, { outcome: 'close' });
    expect(concern.duty('verbal-referral')).toBeUndefined();
    concern.done('agree-closure', 201, { by: POSTS.headteacher, outcome: 'agreed' });
    expect(concern.state.endedAt).not.toBeNull();
  });

  it('000.25 that is watched and then referred has its hour to ring from the review, not from the first decision', () => {
    const concern = aConcern('westmere')
      .done('decide', 1, { outcome: 'monitor' })
      .done('review', 200, { outcome: 'refer' });
    expect(concern.duty('verbal-referral')).toMatchObject({ state: 'open', dueAt: FRIDAY + 201 * HOUR });
  });
});
