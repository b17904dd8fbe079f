import { HOUR, requiredEvidence } from '@trustward/chain';
import { describe, expect, it } from 'vitest';
import { loadPack } from './load.ts';
import { FRIDAY, POSTS, stepOf, Walk } from '../test/walk.ts';

/** What schools other than the first one's trust lay down, where the procedures of today answer it. */
const CALM = { 'in-danger-now': 'no', crime: 'no', 'referred-by': 'lead', 'family-risk': 'no' };
const aReferral = (over: Partial<typeof CALM> = {}): Walk =>
  new Walk('referral-to-social-care', { facts: { ...CALM, ...over } });
const aConcern = (source = 'saw'): Walk =>
  new Walk('concern-about-a-child', { facts: { source, 'in-danger-now': 'no' } });

/** What a form asks for, with one field left empty. */
const without = (walk: Walk, step: string, field: string, outcome?: string): { supplied: string[] } => ({
  supplied: requiredEvidence(stepOf(walk, step), outcome).filter((each) => each !== field),
});

describe('a decision to share or not', () => {
  const decide = (over: object, referral = aReferral()) => referral.refusal('sharing-decision', 1, over);

  it('000.01 names what allows it, and neither the call nor the referral in writing waits for it', () => {
    const referral = aReferral();
    expect(decide({ outcome: 'share', ...without(referral, 'sharing-decision', 'basis', 'share') })).toBe(
      'missingEvidence',
    );
    expect(Object.keys(stepOf(referral, 'sharing-decision').outcomes ?? {})).toEqual(['share', 'not-share']);
    referral.done('verbal-referral', 1).done('written-follow-up', 2);
    expect(referral.owed()).toContain('sharing-decision');
  });

  it.each(['share', 'not-share'])(
    '002.08 002.15 003.03 003.25 is on record with who made it and when, also as: %s',
    (outcome) => {
      const referral = aReferral();
      const refusals = Object.values(referral.refusals('sharing-decision', 1, { outcome }));
      expect(new Set(refusals)).toEqual(new Set(['missingEvidence']));
      expect(referral.done('sharing-decision', 1, { outcome }).duty('sharing-decision')).toMatchObject({
        state: 'met',
        outcome,
        doneBy: POSTS.dsl,
        doneAt: FRIDAY + HOUR,
      });
    },
  );

  it.each(['refer', 'nothing-more'])(
    '002.08 002.15 003.03 003.25 about a concern is on record likewise: %s',
    (outcome) => {
      const concern = aConcern();
      const refusals = Object.values(concern.refusals('decide', 1, { outcome }));
      expect(new Set(refusals)).toEqual(new Set(['missingEvidence']));
      expect(concern.done('decide', 1, { outcome }).duty('decide')).toMatchObject({
        state: 'met',
        outcome,
        doneBy: POSTS.dsl,
        doneAt: FRIDAY + HOUR,
      });
    },
  );

  it('002.06 is a person’s judgement: which way, and the facts it rests on', () => {
    expect(decide({})).toBe('unknownOutcome');
    expect(aReferral().refusals('sharing-decision', 1, { outcome: 'share' })).toHaveProperty(
      'facts',
      'missingEvidence',
    );
    expect(aConcern().refusal('decide', 1)).toBe('unknownOutcome');
    expect(aConcern().refusals('decide', 1, { outcome: 'refer' })).toHaveProperty(
      'reason',
      'missingEvidence',
    );
  });

  it.each(['share', 'not-share'])(
    '002.13 004.03 says what it means for the safety of the child: %s',
    (outcome) => {
      const refusals = aReferral().refusals('sharing-decision', 1, { outcome });
      expect(refusals).toHaveProperty('child', 'missingEvidence');
    },
  );

  it.each(['refer', 'refer-and-police', 'monitor', 'early-help', 'about-an-adult', 'nothing-more'])(
    '002.13 004.03 about a concern says what the risk is to the child: %s',
    (outcome) => {
      expect(aConcern().refusals('decide', 1, { outcome })).toHaveProperty('reason', 'missingEvidence');
      expect(stepOf(aConcern(), 'decide').evidence[0]?.label).toMatch(/^What the risk is to the child/);
    },
  );

  it('002.11 may go against a refusal where a child is at risk of serious harm, and then says so and why', () => {
    const consent = stepOf(aReferral(), 'sharing-decision').evidence.find(({ id }) => id === 'consent');
    expect(consent).toMatchObject({ kind: 'choice', required: true });
    const options = consent?.kind === 'choice' ? consent.options : {};
    expect(Object.keys(options)).toEqual([
      'given',
      'asked',
      'notAsked',
      'refused',
      'withdrawn',
      'overridden',
    ]);
    expect(options['overridden']).toBe('They did not agree, and a child is at risk of serious harm');
    const refusals = aReferral().refusals('sharing-decision', 1, { outcome: 'share' });
    expect(refusals).toMatchObject({
      consent: 'missingEvidence',
      facts: 'missingEvidence',
      child: 'missingEvidence',
    });
  });
});

describe('a family', () => {
  it('001.27 is not told where that may raise the risk, until social care was asked and its advice written down', () => {
    const risky = aReferral({ 'family-risk': 'yes' });
    expect(risky.owed()).not.toContain('decide-telling');
    expect(Object.keys(risky.state.holds)).toEqual(['family-not-told']);
    for (const field of ['whom', 'advice', 'askedAt']) {
      expect(risky.refusal('ask-before-telling', 1, without(risky, 'ask-before-telling', field))).toBe(
        'missingEvidence',
      );
    }
    risky.done('verbal-referral', 1).done('ask-before-telling', 2);
    expect(risky.state.holds['family-not-told']?.endedAt).toBe(FRIDAY + 2 * HOUR);
    expect(risky.owed()).toContain('decide-telling');
  });

  it('003.35 004.10 is told afterwards what was shared, or it is on record for which reason not', () => {
    const shared = aReferral().done('verbal-referral', 1).done('sharing-decision', 1, { outcome: 'share' });
    expect(shared.refusal('decide-telling', 2, { outcome: 'not-told', supplied: [] })).toBe(
      'missingEvidence',
    );
    const reason = stepOf(shared, 'decide-telling').evidence.find(({ id }) => id === 'reason');
    expect(Object.keys(reason?.kind === 'choice' ? reason.options : {})).toEqual([
      'risk',
      'police',
      'delay',
      'unreachable',
    ]);
    shared.done('decide-telling', 2, { outcome: 'tell' });
    expect(shared.refusal('tell-family', 3, without(shared, 'tell-family', 'toldAt'))).toBe(
      'missingEvidence',
    );
    expect(shared.done('tell-family', 3).duty('tell-family')?.state).toBe('met');
  });
});

describe('somebody who is worried', () => {
  it('001.21 and leads the safeguarding may ask social care for advice without a name: on record, and no referral', () => {
    const doubtful = aReferral().done('seek-advice', 0.5);
    expect(doubtful.duty('seek-advice')).toMatchObject({ state: 'met', doneBy: POSTS.dsl });
    expect(requiredEvidence(stepOf(doubtful, 'seek-advice'))).toEqual(['whom', 'named', 'advice']);
    expect(doubtful.owed()).toContain('verbal-referral');
  });

  it.each(['saw', 'heard', 'told-by-child', 'told-by-other'])(
    '003.08 has what they report decided on by somebody, however they know: %s',
    (source) => {
      const concern = aConcern(source);
      expect(concern.duty('decide')).toMatchObject({ state: 'open', dueAt: FRIDAY + 4 * HOUR });
      expect(stepOf(concern, 'decide').optional).toBe(false);
      expect(concern.duty('agree-closure')).toBeUndefined();
      concern.pass(24 * 300);
      expect(concern.state.endedAt).toBeNull();
      expect(concern.duty('decide')?.state).toBe('late');
    },
  );

  it('002.02 has early help offered, and looked at again within ten working days', () => {
    const helped = aConcern().done('decide', 1, { outcome: 'early-help' });
    expect(helped.duty('review')).toMatchObject({ state: 'open', dueAt: Date.parse('2026-11-28T00:00:00Z') });
    helped.done('review', 48, { outcome: 'again' });
    expect(helped.duty('review.2')).toMatchObject({ state: 'open' });
  });

  it('002.04 reaches social care, and where it may be a crime the police as well', () => {
    const decided = (outcome: string): string[] => aConcern().done('decide', 1, { outcome }).owed();
    expect(decided('refer')).toEqual(['verbal-referral']);
    expect(decided('refer-and-police')).toEqual(['verbal-referral', 'ring-police']);
  });

  it('003.12 has the police rung within an hour of knowing, with nobody’s leave', () => {
    const crime = aReferral({ crime: 'yes' });
    expect(stepOf(crime, 'ring-police')).toMatchObject({ path: 'danger', optional: false });
    expect(stepOf(crime, 'ring-police').approval).toBeUndefined();
    expect(crime.duty('ring-police')).toMatchObject({ clockFrom: FRIDAY, dueAt: FRIDAY + HOUR });
    expect(requiredEvidence(stepOf(crime, 'ring-police'))).toContain('toldAt');
    expect(stepOf(crime, 'ring-police').evidence.map(({ id }) => id)).toContain('crimeNumber');
    const ring = (hours: number) =>
      aReferral({ crime: 'yes' }).done('ring-police', hours, { outcome: 'may-tell' }).duty('ring-police');
    expect([ring(0.5)?.state, ring(1)?.state]).toEqual(['met', 'metLate']);
  });
});

describe('003.07 a hand-over', () => {
  const handed = (): Walk => {
    const concern = aConcern();
    const to = { type: 'handOverAsked', by: POSTS.dsl, to: POSTS.deputyDsl, as: 'deputyDsl' } as const;
    concern.take({ ...to, step: 'decide', version: concern.duty('decide')?.version ?? 0 }, FRIDAY);
    return concern;
  };

  it('leaves the duty with whoever has it until the other says yes', () => {
    const concern = handed();
    expect(concern.duty('decide')?.owner?.person).toBe(POSTS.dsl);
    const version = concern.duty('decide')?.version ?? 0;
    const yes = { type: 'agreed', to: 'handOver', by: POSTS.deputyDsl, step: 'decide', version } as const;
    concern.take(yes, FRIDAY);
    expect(concern.duty('decide')?.owner?.person).toBe(POSTS.deputyDsl);
  });

  it('that nobody answers within two hours is heard of by those above', () => {
    const unanswered = handed()
      .pass(2)
      .filter(([, key]) => String(key).includes('agreementUnanswered'));
    expect(unanswered.map(([at, , whom]) => [at, whom])).toEqual([
      [2, ['headteacher', 'trustSafeguardingLead']],
    ]);
  });
});

describe('003.43 people decide', () => {
  it.each(loadPack().map((chain) => [chain.id, chain] as const))(
    '%s comes to no decision and no end by itself in a year',
    (id, { facts: asked }) => {
      const opening = Object.entries(asked).filter(([, { askedIn }]) => askedIn === undefined);
      const facts = Object.fromEntries(
        opening.map(([fact, each]) => [
          fact,
          each.kind === 'choice' ? (Object.keys(each.options)[0] ?? '') : 'no',
        ]),
      );
      const silent = new Walk(id, { facts });
      silent.pass(24 * 365);
      const duties = Object.values(silent.state.duties);
      expect(duties.length).toBeGreaterThan(0);
      expect(duties.filter(({ doneAt, outcome }) => doneAt !== null || outcome !== null)).toEqual([]);
      expect(silent.state.endedAt).toBeNull();
    },
  );

  it.each(loadPack().map((chain) => [chain.id, chain] as const))(
    '%s leaves nothing to decide to an agency’s link, and closes by nothing but a step that somebody does',
    (_id, { steps }) => {
      const byLink = steps.filter(({ confirmedBy }) => confirmedBy !== undefined);
      const closing = steps.filter(({ closes }) => closes !== undefined);
      expect(byLink.filter(({ outcomes }) => outcomes !== undefined)).toEqual([]);
      expect(closing).not.toEqual([]);
      expect(closing.filter((step) => byLink.includes(step))).toEqual([]);
    },
  );

  it('what an agency confirms by its link is done by nobody here, and chooses and closes nothing', () => {
    const sent = aReferral().done('verbal-referral', 1).done('written-follow-up', 2);
    sent.take({ type: 'confirmed', step: 'receipt' }, FRIDAY + 3 * HOUR);
    expect(sent.duty('receipt')).toMatchObject({ state: 'met', doneBy: null, outcome: null });
    const duties = Object.values(sent.state.duties);
    expect(duties.filter(({ outcome, doneBy }) => outcome !== null && doneBy === null)).toEqual([]);
    expect(sent.state.endedAt).toBeNull();
  });
});
