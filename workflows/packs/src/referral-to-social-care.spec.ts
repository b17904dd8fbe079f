import { HOUR, requiredEvidence } from '@trustward/chain';
import { describe, expect, it } from 'vitest';
import { FRIDAY, POSTS, stepOf, Walk } from '../test/walk.ts';

const CALM = { 'in-danger-now': 'no', crime: 'no', 'referred-by': 'lead', 'family-risk': 'no' };

const aReferral = (over: Partial<typeof CALM> = {}, authority = 'westmere'): Walk =>
  new Walk('referral-to-social-care', { authority, facts: { ...CALM, ...over } });

const rung = (over: Partial<typeof CALM> = {}, authority = 'westmere'): Walk =>
  aReferral(over, authority).done('verbal-referral', 1);

describe('a referral to social care', () => {
  it('000.28 of a child in danger asks within half an hour what was done, and hands up a duty nobody takes', () => {
    const danger = aReferral({ 'in-danger-now': 'yes' });
    expect(danger.duty('make-safe')).toMatchObject({
      owner: { person: POSTS.dsl },
      dueAt: FRIDAY + HOUR / 2,
    });
    expect(Object.keys(danger.refusals('make-safe', 0))).toEqual(['done', 'calledBy', 'calledAt']);
    danger.pass(0.2);
    expect(danger.duty('make-safe')?.owner?.person).toBe(POSTS.deputyDsl);
    expect(danger.pass(0.5)).toContainEqual([
      0.5,
      'make-safe/late/0',
      ['headteacher', 'trustSafeguardingLead'],
    ]);
  });

  it('000.28 of which nobody is sure whether the child is in danger is treated as if it were', () => {
    expect(aReferral({ 'in-danger-now': 'unsure' }).owed()).toContain('make-safe');
  });

  it('000.16 of which the call is recorded with who, when and what was said', () => {
    const call = stepOf(aReferral(), 'verbal-referral');
    const required = requiredEvidence(call);
    expect(required).toEqual(expect.arrayContaining(['team', 'toldAt', 'said']));
  });

  it('000.17 in writing is asked after where no receipt came', () => {
    const sent = rung().done('written-follow-up', 2);
    expect(sent.duty('receipt')).toMatchObject({ dueAt: Date.parse('2026-11-18T00:00:00Z') });
    expect(sent.done('their-answer', 20, { outcome: 'assessment' }).duty('receipt')?.state).toBe(
      'superseded',
    );
  });

  it('000.29 made by somebody else has their reason written down afterwards, and never holds up the call', () => {
    const direct = aReferral({ 'referred-by': 'somebody-else' });
    expect(direct.refusal('verbal-referral', 1)).toBeNull();
    expect(direct.duty('why-directly')?.owner).toMatchObject({ role: 'dsl' });
    direct.done('verbal-referral', 1);
    expect(direct.refusals('why-directly', 2)).toEqual({ reason: 'missingEvidence' });
    expect(aReferral().owed()).not.toContain('why-directly');
  });

  it('000.27 about a crime has the police rung within the hour: unit, officer, when, and their log number', () => {
    const crime = aReferral({ crime: 'yes' });
    expect(crime.duty('ring-police')).toMatchObject({ clockFrom: FRIDAY, dueAt: FRIDAY + HOUR });
    expect(crime.refusals('ring-police', 0.5, { outcome: 'may-tell' })).toEqual({
      unit: 'missingEvidence',
      officer: 'missingEvidence',
      toldAt: 'missingEvidence',
      said: 'missingEvidence',
    });
    const call = stepOf(crime, 'ring-police');
    expect(call.evidence.find(({ id }) => id === 'crimeNumber')).toMatchObject({ kind: 'reference' });
    expect(aReferral().owed()).not.toContain('ring-police');
  });

  it('000.27 warns nobody while the police ask for silence', () => {
    const silent = rung({ crime: 'yes' })
      .done('ring-police', 1, { outcome: 'say-nothing' })
      .done('decide-telling', 2, { outcome: 'tell' });
    expect(silent.refusal('tell-family', 3)).toBe('held');
    silent.take({ type: 'eventRecorded', by: POSTS.dsl, event: 'police-agree' }, silent.state.playedTo);
    expect(silent.refusal('tell-family', 3)).toBeNull();
  });

  it('000.02 tells the family, or says for which reason not', () => {
    expect(rung().done('decide-telling', 2, { outcome: 'tell' }).owed()).toContain('tell-family');
    expect(rung().done('decide-telling', 2, { outcome: 'not-told' }).owed()).not.toContain('tell-family');
    expect(rung().refusal('decide-telling', 2, { outcome: 'not-told', supplied: [] })).toBe(
      'missingEvidence',
    );
  });

  it('000.02 asks social care first where telling the family may be unsafe', () => {
    const risky = rung({ 'family-risk': 'unsure' });
    expect(risky.owed()).toContain('ask-before-telling');
    expect(risky.owed()).not.toContain('decide-telling');
    risky.done('ask-before-telling', 2);
    expect(risky.owed()).toContain('decide-telling');
  });

  it.each([
    ['within four hours', '2026-11-13T16:40:00Z', '2026-11-13T20:40:00Z'],
    ['late in the evening, before the day is over', '2026-11-13T21:30:00Z', '2026-11-14T00:00:00Z'],
  ])('000.25 is made the same day: %s', (_when, at, due) => {
    const known = new Walk('referral-to-social-care', { facts: CALM, at: Date.parse(at) });
    expect(known.duty('verbal-referral')?.dueAt).toBe(Date.parse(due));
  });

  it('000.25 says which team was told, of which council, and what reference they gave', () => {
    expect(aReferral().refusals('verbal-referral', 1)).toMatchObject({
      team: 'missingEvidence',
      area: 'missingEvidence',
    });
    const call = stepOf(aReferral(), 'verbal-referral');
    expect(call.evidence.find(({ id }) => id === 'area')?.label).toBe(
      "The council for the child's home address",
    );
    expect(call.evidence.find(({ id }) => id === 'reference')).toMatchObject({ kind: 'reference' });
  });

  it('000.25 goes up the ladder where nobody makes it', () => {
    const silent = aReferral();
    silent.pass(2);
    expect(silent.duty('verbal-referral')?.owner?.person).not.toBe(POSTS.dsl);
    expect(silent.pass(4)).toContainEqual([
      4,
      'verbal-referral/late/0',
      ['headteacher', 'trustSafeguardingLead'],
    ]);
  });

  it('000.25 asking for advice is no referral', () => {
    expect(aReferral().refusal('verbal-referral', 1, { learned: { contacts: { team: 'advice' } } })).toBe(
      'onlyAdvice',
    );
  });

  it('000.26 is followed in writing within the time that the authority sets', () => {
    const [westmere, norbury] = ['westmere', 'norbury-vale'].map((id) => rung({}, id));
    const hoursFor = (walk: Walk | undefined): number => {
      const duty = walk?.duty('written-follow-up');
      return ((duty?.dueAt ?? 0) - (duty?.clockFrom ?? 0)) / 3_600_000;
    };
    expect([hoursFor(westmere), hoursFor(norbury)]).toEqual([24, 48]);
  });

  const CHECKS = ['necessary', 'proportionate', 'relevant', 'accurate', 'timely', 'secure'];
  const ASKED = ['basis', 'consent', 'facts', 'child', 'others'];
  const missing = (fields: readonly string[]) =>
    Object.fromEntries(fields.map((field) => [field, 'missingEvidence']));

  it('000.04 000.05 000.07 is shared or not only with the basis, the consent, the facts and both risks on record', () => {
    const refusals = aReferral().refusals('sharing-decision', 1, { outcome: 'not-share' });
    expect(refusals).toEqual(missing(ASKED));
    const kept = aReferral().done('sharing-decision', 1, { outcome: 'not-share' }).duty('sharing-decision');
    expect(kept).toMatchObject({ state: 'met', outcome: 'not-share', doneBy: POSTS.dsl });
  });

  it('000.06 is shared only once each of six checks was ticked, by somebody and at a time on record', () => {
    const refusals = aReferral().refusals('sharing-decision', 1, { outcome: 'share' });
    expect(refusals).toEqual(missing([...ASKED, ...CHECKS]));
    const decision = stepOf(aReferral(), 'sharing-decision');
    const ticked = decision.evidence.filter(({ kind }) => kind === 'attest');
    expect(ticked.map(({ id }) => id)).toEqual(CHECKS);
    const shared = aReferral().done('sharing-decision', 1, { outcome: 'share' }).duty('sharing-decision');
    expect(shared).toMatchObject({ doneBy: POSTS.dsl, doneAt: FRIDAY + HOUR });
  });

  it('000.03 lets a safeguarding lead ask for advice without a name, and never waits for it', () => {
    const advice = stepOf(aReferral(), 'seek-advice');
    expect(advice.optional).toBe(true);
    expect(advice.evidence.map(({ id }) => id)).toContain('named');
  });

  it('000.16 000.25 social care’s day is theirs; ours begins when they are silent, and ends on the third', () => {
    const silent = rung().done('written-follow-up', 2);
    expect(silent.owed()).not.toContain('chase-answer');
    silent.pass(3 * 24);
    expect(silent.duty('their-answer')?.breachedAt).toBeNull();
    silent.pass(4 * 24);
    expect(silent.duty('chase-answer')).toMatchObject({
      state: 'open',
      dueAt: Date.parse('2026-11-19T00:00:00Z'),
    });
    silent.done('their-answer', 4 * 24 + 1, { outcome: 'assessment' });
    expect(silent.duty('chase-answer')?.state).toBe('superseded');
  });

  it('000.25 they do not accept goes up to managers and to senior officers', () => {
    const refused = rung()
      .done('their-answer', 2, { outcome: 'not-accepted' })
      .done('answer-to-answer', 3, { outcome: 'disagree' })
      .done('managers-settle', 4, { by: POSTS.headteacher, outcome: 'not-settled' });
    expect(refused.duty('seniors-settle')?.owner?.person).toBe(POSTS.trustSafeguardingLead);
  });

  it('000.10 sends its report before the conference and takes part in it', () => {
    const conference = rung().done('their-answer', 2, { outcome: 'enquiry' });
    const day = Date.parse('2026-12-10T10:00:00Z');
    conference.done('strategy-discussion', 3, {
      outcome: 'conference',
      learned: { dates: { conference: day } },
    });
    expect(conference.duty('conference-report')?.dueAt).toBeLessThan(day);
    conference.done('conference-report', 4);
    conference.take({ type: 'timePassed' }, day);
    expect(conference.owed()).toContain('attend-conference');
  });

  it('is looked at again every four weeks until the child is safer, and closed by somebody else', () => {
    const long = rung()
      .done('written-follow-up', 2)
      .done('sharing-decision', 2, { outcome: 'share' })
      .done('decide-telling', 2, { outcome: 'not-told' })
      .done('their-answer', 3, { outcome: 'early-help' })
      .done('review', 24 * 20, { outcome: 'go-on' });
    expect(long.owed()).toEqual(expect.arrayContaining(['review.2']));
    long.done('review.2', 24 * 40, { outcome: 'safer' });
    const agreed = { outcome: 'agreed' } as const;
    expect(long.refusal('agree-closure', 24 * 41, { by: POSTS.dsl, ...agreed })).toBe('notYours');
    long.done('agree-closure', 24 * 41, { by: POSTS.headteacher, ...agreed });
    expect(long.state.endedAs).toBe('closed');
  });

  it('2.31 2.32 has a report before each review of the plan, and somebody who goes', () => {
    const at = (hours: number) => ({ learned: { dates: { 'review-conference': FRIDAY + hours * HOUR } } });
    const plan = aReferral()
      .done('verbal-referral', 1)
      .done('their-answer', 2, { outcome: 'enquiry' })
      .done('strategy-discussion', 3, {
        outcome: 'conference',
        learned: { dates: { conference: FRIDAY + 14 * 24 * HOUR } },
      })
      .done('conference-report', 24)
      .done('attend-conference', 14 * 24 + 1, { outcome: 'plan', ...at(100 * 24) });
    expect(plan.owed()).toContain('review-report');
    plan
      .done('review-report', 90 * 24)
      .done('attend-review', 100 * 24 + 1, { outcome: 'plan', ...at(280 * 24) });
    expect(plan.owed()).toContain('review-report.2');
    plan.done('review-report.2', 270 * 24).done('attend-review.2', 280 * 24 + 1, { outcome: 'no-plan' });
    expect(plan.owed()).not.toContain('review-report.3');
  });
});
