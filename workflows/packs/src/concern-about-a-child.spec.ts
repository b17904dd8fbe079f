import { advance, ENGLAND, HOUR, MINUTE, nextWake, requiredEvidence } from '@trustward/chain';
import type {
  CaseEvent,
  CaseState,
  Effect,
  LocalAuthoritySettings,
  PostHolder,
  Role,
  World,
} from '@trustward/chain';
import { describe, expect, it } from 'vitest';
import { loadAuthorities, loadPack } from './load.ts';

const FRIDAY = Date.parse('2026-11-13T16:40:00Z');
const POSTS = {
  dsl: 'dana',
  deputyDsl: 'dev',
  headteacher: 'hana',
  trustSafeguardingLead: 'tom',
  ceo: 'ceri',
} as const satisfies Partial<Record<Role, string>>;

function theChain(): World['chain'] {
  const chain = loadPack().find(({ id }) => id === 'concern-about-a-child');
  if (chain === undefined) throw new Error('The pack lacks the chain.');
  return chain;
}

function settingsOf(authority: string): LocalAuthoritySettings {
  return loadAuthorities().find(({ id }) => id === authority)?.settings ?? {};
}

/** A case of the pack's chain at a school in an authority, walked as its people would. */
class Concern {
  readonly world: World;
  readonly effects: Effect[] = [];
  #state: CaseState | null = null;

  constructor(authority: string, inDanger: 'yes' | 'no' = 'no') {
    const people = (Object.keys(POSTS) as (keyof typeof POSTS)[]).map((role): PostHolder => ({
      role,
      person: POSTS[role],
      excluded: false,
      away: false,
    }));
    this.world = { chain: theChain(), calendar: ENGLAND, authority: settingsOf(authority), people };
    const facts = { source: 'told-by-child', 'in-danger-now': inDanger };
    this.take({ type: 'opened', by: 'a-teacher', awareAt: FRIDAY, facts, drill: false }, FRIDAY);
  }

  get state(): CaseState {
    if (this.#state === null) throw new Error('The case is not open.');
    return this.#state;
  }

  duty(step: string): CaseState['duties'][string] | undefined {
    return this.state.duties[step];
  }

  take(event: CaseEvent, now: number): Effect[] {
    const result = advance(this.world, this.#state, event, now);
    if (!result.ok) throw new Error(result.refusal.code);
    this.#state = result.state;
    this.effects.push(...result.effects);
    return [...result.effects];
  }

  done(step: string, now: number, over: { by?: string; outcome?: string } = {}): this {
    const found = this.world.chain.steps.find(({ id }) => id === step);
    const supplied = found === undefined ? [] : requiredEvidence(found);
    const version = this.duty(step)?.version ?? 0;
    this.take({ type: 'done', by: POSTS.dsl, step, version, supplied, ...over }, now);
    return this;
  }

  /** What happens though nobody acts, as "instant after Friday 16:40 in hours, key, who". */
  pass(until: number): unknown[][] {
    return this.take({ type: 'timePassed' }, until).map((effect) => [
      (effect.at - FRIDAY) / HOUR,
      effect.key,
      effect.kind === 'breach' ? effect.owner : 'person' in effect.to ? effect.to.person : effect.to.roles,
    ]);
  }
}

const referred = (authority = 'westmere'): Concern =>
  new Concern(authority)
    .done('decide', FRIDAY + 30 * MINUTE, { outcome: 'refer' })
    .done('verbal-referral', FRIDAY + HOUR);
const LEADERS = ['headteacher', 'trustSafeguardingLead'];

describe('a concern about a child', () => {
  it('000.28 that may be in danger now is made safe within half an hour of awareness, and leaders hear if not', () => {
    const concern = new Concern('westmere', 'yes');
    expect(Object.keys(concern.state.duties)).toEqual(['make-safe', 'decide']);
    expect(concern.duty('make-safe')).toMatchObject({
      owner: { person: POSTS.dsl },
      dueAt: FRIDAY + HOUR / 2,
    });
    expect(concern.pass(FRIDAY + HOUR)).toEqual([
      [0.25, 'make-safe/reminder/0', POSTS.dsl],
      [0.5, 'make-safe/breach', POSTS.dsl],
      [0.5, 'make-safe/late/0', LEADERS],
    ]);
  });

  it('000.28 that is in no danger now asks for no such thing', () => {
    expect(new Concern('westmere').duty('make-safe')).toBeUndefined();
  });

  it('000.28 that was in danger walks from being made safe to being closed by another', () => {
    const concern = new Concern('westmere', 'yes')
      .done('make-safe', FRIDAY + 10 * MINUTE)
      .done('decide', FRIDAY + 30 * MINUTE, { outcome: 'refer' })
      .done('verbal-referral', FRIDAY + HOUR)
      .done('written-follow-up', FRIDAY + 2 * HOUR)
      .done('record-answer', FRIDAY + 90 * HOUR, { outcome: 'accepted' })
      .done('agree-closure', FRIDAY + 91 * HOUR, { by: POSTS.headteacher });
    expect(concern.state.endedAt).toBe(FRIDAY + 91 * HOUR);
    const states = Object.values(concern.state.duties).map((duty) => duty.state);
    expect(new Set(states)).toEqual(new Set(['met']));
  });

  it('000.28 is not closed before somebody has said how the child was made safe', () => {
    const concern = new Concern('westmere', 'yes')
      .done('decide', FRIDAY + HOUR, { outcome: 'monitor' })
      .done('review', FRIDAY + 200 * HOUR, { outcome: 'close' });
    expect(concern.duty('agree-closure')).toBeUndefined();
    concern.done('make-safe', FRIDAY + 201 * HOUR);
    expect(concern.duty('agree-closure')).toMatchObject({ state: 'open', clockFrom: FRIDAY + 201 * HOUR });
  });

  it('000.24 is for the safeguarding lead to decide within four hours of awareness, and leaders hear if not', () => {
    const concern = new Concern('westmere');
    expect(concern.duty('decide')).toMatchObject({ owner: { person: POSTS.dsl }, dueAt: FRIDAY + 4 * HOUR });
    expect(concern.pass(FRIDAY + 5 * HOUR)).toEqual([
      [2, 'decide/reminder/0', POSTS.dsl],
      [4, 'decide/breach', POSTS.dsl],
      [4, 'decide/late/0', LEADERS],
    ]);
  });

  it('000.25 when it is to be referred, has the local authority rung within the hour', () => {
    const concern = new Concern('westmere').done('decide', FRIDAY + HOUR, { outcome: 'refer' });
    expect(concern.duty('verbal-referral')).toMatchObject({ dueAt: FRIDAY + 2 * HOUR });
  });

  it('000.16 000.26 records who was told on the telephone, when, and by which number', () => {
    const step = theChain().steps.find(({ id }) => id === 'verbal-referral');
    expect(step === undefined ? [] : requiredEvidence(step)).toEqual([
      'team',
      'toldName',
      'toldAt',
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
    expect(referred().pass(FRIDAY + 50 * HOUR)).toEqual([
      [13, 'written-follow-up/reminder/0', POSTS.dsl],
      [23, 'written-follow-up/reminder/1', POSTS.dsl],
      [25, 'written-follow-up/breach', POSTS.dsl],
      [25, 'written-follow-up/late/0', LEADERS],
      [49, 'written-follow-up/late/1', ['ceo']],
    ]);
  });

  it('000.26 the written follow-up sent late is met late, never met', () => {
    const concern = referred().done('written-follow-up', FRIDAY + 26 * HOUR);
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

  it('has the answer chased by the end of the third working day', () => {
    expect(referred().duty('record-answer')).toMatchObject({ dueAt: Date.parse('2026-11-19T00:00:00Z') });
  });

  it('is closed only by someone other than who recorded the answer', () => {
    const concern = referred()
      .done('written-follow-up', FRIDAY + 2 * HOUR)
      .done('record-answer', FRIDAY + 90 * HOUR, { by: POSTS.headteacher, outcome: 'accepted' });
    expect(concern.duty('agree-closure')?.owner).toEqual({
      person: POSTS.trustSafeguardingLead,
      role: 'trustSafeguardingLead',
    });
    expect(() => concern.done('agree-closure', FRIDAY + 91 * HOUR, { by: POSTS.headteacher })).toThrow(
      'ownAct',
    );
    concern.done('agree-closure', FRIDAY + 92 * HOUR, { by: POSTS.trustSafeguardingLead });
    expect(concern.state.endedAt).toBe(FRIDAY + 92 * HOUR);
    expect(nextWake(concern.state)).toBeNull();
  });

  it('000.24 that is watched is looked at again within ten working days, and closed by another', () => {
    const concern = new Concern('westmere').done('decide', FRIDAY + HOUR, { outcome: 'monitor' });
    expect(concern.duty('review')).toMatchObject({ dueAt: Date.parse('2026-11-28T00:00:00Z') });
    concern.done('review', FRIDAY + 200 * HOUR, { outcome: 'close' });
    expect(concern.duty('verbal-referral')).toBeUndefined();
    concern.done('agree-closure', FRIDAY + 201 * HOUR, { by: POSTS.headteacher });
    expect(concern.state.endedAt).not.toBeNull();
  });

  it('000.25 that is watched and then referred has its hour to ring from the review, not from the first decision', () => {
    const concern = new Concern('westmere')
      .done('decide', FRIDAY + HOUR, { outcome: 'monitor' })
      .done('review', FRIDAY + 200 * HOUR, { outcome: 'refer' });
    expect(concern.duty('verbal-referral')).toMatchObject({ state: 'open', dueAt: FRIDAY + 201 * HOUR });
  });
});
