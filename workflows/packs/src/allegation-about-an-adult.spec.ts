import { describe, expect, it } from 'vitest';
import { appointed, FRIDAY, POSTS, stepOf, Walk } from '../test/walk.ts';

const FACTS = { 'in-danger-now': 'no', 'about-a-child': 'yes', 'works-as': 'employee' };

const anAllegation = (over: Partial<typeof FACTS> = {}, authority = 'westmere'): Walk =>
  new Walk('allegation-about-an-adult', { authority, facts: { ...FACTS, ...over } });

const contacted = (over: Partial<typeof FACTS> = {}, authority = 'westmere'): Walk =>
  anAllegation(over, authority)
    .done('take-charge', 1, { learned: appointed(POSTS.headteacher, { teacher: 'yes' }) })
    .done('contact-designated-officer', 2);

describe('an allegation about an adult', () => {
  it('000.31 has the Designated Officer contacted within one working day, by whoever on the ladder can', () => {
    const silent = anAllegation();
    expect(silent.duty('contact-designated-officer')).toMatchObject({
      owner: { person: POSTS.headteacher },
      dueAt: Date.parse('2026-11-17T00:00:00Z'),
    });
    expect(silent.pass(1)).toContainEqual([
      1,
      'contact-designated-officer/unacknowledged/0',
      ['trustSafeguardingLead', 'trustChair'],
    ]);
    silent.pass(2);
    expect(silent.duty('contact-designated-officer')?.owner?.person).toBe(POSTS.trustChair);
  });

  it('000.31 may be made sooner by the local authority', () => {
    const { dueAt } = anAllegation({}, 'norbury-vale').duty('contact-designated-officer') ?? {};
    expect(dueAt).toBe(FRIDAY + 24 * 3_600_000);
  });

  it('000.31 cannot be weighed as less until the Designated Officer has been told', () => {
    const early = anAllegation();
    expect(early.refusal('weigh-harm', 1, { outcome: 'low-level' })).toBe('gated');
    expect(early.refusal('weigh-harm', 1, { outcome: 'met' })).toBeNull();
    expect(contacted().refusal('weigh-harm', 3, { outcome: 'low-level' })).toBeNull();
  });

  it('000.31 cannot be closed, made less of or investigated until the Designated Officer was told, who and when', () => {
    const told = stepOf(anAllegation(), 'contact-designated-officer');
    expect(told.gates).toEqual([
      { act: 'close' },
      { act: 'downgrade' },
      { act: 'investigate' },
      { outcome: 'weigh-harm', is: ['low-level', 'conduct'] },
    ]);
    expect(told.evidence.map(({ id }) => id)).toEqual(['officer', 'toldAt', 'advice', 'reference']);
    const early = anAllegation().done('take-charge', 1, {
      learned: appointed(POSTS.headteacher, { teacher: 'no' }),
    });
    expect(early.owed()).not.toContain('appoint-investigator');
    expect(early.owed()).not.toContain('agree-closure');
  });

  it('000.30 is harm, may be harm, low-level or conduct, as the head says and why; the officer may be asked first', () => {
    const weigh = stepOf(anAllegation(), 'weigh-harm');
    expect(Object.keys(weigh.outcomes ?? {})).toEqual(['met', 'may-be-met', 'low-level', 'conduct']);
    expect(anAllegation().refusals('weigh-harm', 1, { outcome: 'met' })).toEqual({
      reasons: 'missingEvidence',
    });
    expect(anAllegation().refusal('contact-designated-officer', 0)).toBeNull();
  });

  it('000.30 is weighed by the head within hours, and the trust hears if it is not', () => {
    expect(anAllegation().duty('weigh-harm')).toMatchObject({
      owner: { person: POSTS.headteacher },
      dueAt: FRIDAY + 4 * 3_600_000,
    });
    expect(anAllegation().pass(4)).toContainEqual([
      4,
      'weigh-harm/late/0',
      ['trustSafeguardingLead', 'trustChair'],
    ]);
  });

  it('000.28 opens a case for a child in danger at once, with its own duties', () => {
    const danger = anAllegation({ 'in-danger-now': 'yes' });
    expect(danger.duty('child-in-danger')?.owner?.person).toBe(POSTS.dsl);
    expect(danger.effects).toContainEqual(
      expect.objectContaining({
        kind: 'openCase',
        chain: 'concern-about-a-child',
        facts: { source: 'told-by-other', 'in-danger-now': 'yes' },
      }),
    );
  });

  it('000.21 asks a safeguarding lead to care for the child, in a case of their own', () => {
    expect(anAllegation().effects).toContainEqual(
      expect.objectContaining({ kind: 'openCase', chain: 'concern-about-a-child' }),
    );
    expect(anAllegation({ 'about-a-child': 'no' }).effects.filter(({ kind }) => kind === 'openCase')).toEqual(
      [],
    );
  });

  it('2.49 tells the trust within a day', () => {
    expect(anAllegation().duty('tell-trust')).toMatchObject({ dueAt: FRIDAY + 24 * 3_600_000 });
  });

  it('000.23 tells the employer of somebody from an agency or a contractor, and of nobody else', () => {
    expect(contacted({ 'works-as': 'supply' }).owed()).toContain('tell-employer');
    expect(contacted({ 'works-as': 'contractor' }).owed()).toContain('tell-employer');
    expect(contacted().owed()).not.toContain('tell-employer');
    expect(contacted({ 'works-as': 'supply' }).refusals('tell-employer', 3)).toEqual({
      whom: 'missingEvidence',
      told: 'missingEvidence',
    });
  });

  it('000.23 may be about anybody who works here or comes here', () => {
    const asked = anAllegation().world.chain.facts['works-as'];
    expect(Object.keys(asked?.kind === 'choice' ? asked.options : {})).toEqual([
      'employee',
      'supply',
      'contractor',
      'volunteer',
      'visitor',
      'governor',
      'former',
      'unknown',
    ]);
  });

  it('000.22 is reported to the head, who has it at once, and not to a safeguarding lead', () => {
    const reported = anAllegation({ 'about-a-child': 'no' });
    expect(reported.duty('take-charge')).toMatchObject({ owner: { person: POSTS.headteacher } });
    const heard = JSON.stringify(reported.effects);
    expect(heard).toContain(POSTS.headteacher);
    expect(heard).not.toContain(POSTS.dsl);
    expect(heard).not.toContain('"dsl"');
  });

  it('000.16 is written down with who was told, when, and what they said', () => {
    const supplied = ['officer', 'toldAt', 'advice'];
    for (const missing of supplied) {
      const rest = supplied.filter((id) => id !== missing);
      expect(anAllegation().refusal('contact-designated-officer', 1, { supplied: rest })).toBe(
        'missingEvidence',
      );
    }
    expect(anAllegation().refusal('contact-designated-officer', 1, { supplied })).toBeNull();
  });

  it('000.02 tells neither person nor family before the Designated Officer agrees', () => {
    const answered = contacted().done('officer-answer', 3, { outcome: 'school-leads' });
    expect(answered.state.holds['person-not-told']?.endedAt).toBeNull();
    answered.done('who-is-told', 4, { outcome: 'family-only' });
    expect(answered.owed()).toEqual(expect.arrayContaining(['tell-family', 'who-is-told.2']));
    expect(answered.owed()).not.toContain('tell-person');
    answered.done('who-is-told.2', 5, { outcome: 'both' });
    expect(answered.state.holds['person-not-told']?.endedAt).not.toBeNull();
    expect(answered.owed()).toContain('tell-person');
  });

  it('000.31 is not investigated until the Designated Officer agrees, and then by somebody named', () => {
    const waiting = contacted();
    expect(waiting.state.holds['no-investigation']?.endedAt).toBeNull();
    waiting.done('officer-answer', 3, { outcome: 'school-leads' });
    expect(waiting.state.holds['no-investigation']?.endedAt).not.toBeNull();
    waiting.done('appoint-investigator', 4, { learned: { appointed: { investigatingOfficer: 'ines' } } });
    expect(waiting.owed()).toContain('investigate');
  });

  it('2.7 is reviewed every four weeks, or every two where the authority says so, until its outcome', () => {
    const due = (walk: Walk): number => ((walk.duty('review-progress')?.dueAt ?? 0) - FRIDAY) / 86_400_000;
    expect(Math.round(due(contacted()))).toBe(28);
    expect(Math.round(due(contacted({}, 'norbury-vale')))).toBe(14);
  });

  const decided = (removed: 'yes' | 'no', outcome = 'substantiated'): Walk =>
    contacted()
      .done('child-looked-after', 3)
      .done('written-record', 3)
      .done('tell-trust', 3)
      .done('weigh-harm', 3, { outcome: 'met' })
      .done('consider-suspension', 4, { outcome: 'stays' })
      .done('officer-answer', 5, { outcome: 'school-leads' })
      .done('who-is-told', 6, { outcome: 'both' })
      .done('tell-person', 7)
      .done('tell-family', 7)
      .done('appoint-investigator', 8, {
        learned: { appointed: { investigatingOfficer: POSTS.safeguardingTrustee } },
      })
      .done('investigate', 100, { by: POSTS.safeguardingTrustee })
      .done('decide-hearing', 110, { outcome: 'no-hearing' })
      .done('record-outcome', 120, {
        outcome,
        learned: { facts: { removed, 'other-regulator': 'no' } },
      });

  it('000.02 lets the outcome be told where it was waived to agree who is told, and not while they say no', () => {
    const ended = (agreeing: (walk: Walk) => Walk): Walk =>
      agreeing(contacted().done('officer-answer', 5, { outcome: 'meeting' }))
        .done('strategy-meeting', 100, { outcome: 'nothing-more' })
        .done('record-outcome', 120, {
          outcome: 'unfounded',
          learned: { facts: { removed: 'no', 'other-regulator': 'no' } },
        });
    const waived = ended((walk) => {
      const on = { step: 'who-is-told', version: 1 } as const;
      const { playedTo } = walk.state;
      walk.take({ type: 'waiverAsked', by: POSTS.headteacher, reason: 'officer-agrees', ...on }, playedTo);
      const agreed = { type: 'agreed', to: 'waiver', by: POSTS.ceo, ...on, version: 2 } as const;
      walk.take(agreed, playedTo);
      return walk;
    });
    expect(waived.refusal('letter-to-person', 121)).toBeNull();
    const refused = ended((walk) => walk.done('who-is-told', 6, { outcome: 'nobody-yet' }));
    refused.done('who-is-told.2', 121, { outcome: 'nobody-yet' });
    expect(refused.refusal('letter-to-person', 122)).toBe('held');
  });

  it('2.13 ends with one of five outcomes', () => {
    const step = stepOf(anAllegation(), 'record-outcome');
    expect(Object.keys(step.outcomes ?? {})).toEqual([
      'substantiated',
      'malicious',
      'false',
      'unsubstantiated',
      'unfounded',
    ]);
  });

  it('2.18 is not closed before the barring service has been told of somebody who was removed', () => {
    const removed = decided('yes')
      .done('letter-to-person', 121)
      .done('letter-to-family', 121)
      .done('lessons', 122)
      .done('set-retention', 123);
    removed.take({ type: 'childEnded', duty: 'child-looked-after' }, FRIDAY + 124 * 3_600_000);
    expect(removed.owed()).toEqual(expect.arrayContaining(['dbs-referral', 'tra-decision', 'agree-closure']));
    expect(removed.refusal('agree-closure', 125, { outcome: 'agreed' })).toBe('gated');
    expect(removed.refusal('agree-closure', 125, { outcome: 'disagree' })).toBeNull();
    removed
      .done('dbs-referral', 126)
      .done('tra-decision', 126, { outcome: 'referred' })
      .done('agree-closure', 127, { outcome: 'agreed' });
    expect(removed.state.endedAs).toBe('closed');
  });

  it('is closed by someone who did none of it, and only once the child’s case is over', () => {
    const closing = decided('no', 'unfounded')
      .done('letter-to-person', 121)
      .done('letter-to-family', 121)
      .done('lessons', 122)
      .done('set-retention', 123);
    expect(closing.duty('agree-closure')?.owner?.person).toBe(POSTS.trustSafeguardingLead);
    const agreed = { outcome: 'agreed' } as const;
    expect(closing.refusal('agree-closure', 124, agreed)).toBe('stillOwed');
    closing.take({ type: 'childEnded', duty: 'child-looked-after' }, FRIDAY + 125 * 3_600_000);
    expect(closing.refusal('agree-closure', 126, agreed)).toBeNull();
  });

  it('000.31 below the threshold becomes a low-level concern only with the Designated Officer’s agreement', () => {
    const below = contacted().done('officer-answer', 3, { outcome: 'below-threshold' });
    below.done('decide-below', 4, { outcome: 'low-level' });
    expect(below.effects).toContainEqual(
      expect.objectContaining({ kind: 'openCase', chain: 'low-level-concern' }),
    );
  });

  it('goes on although the person has left', () => {
    const left = contacted();
    left.take({ type: 'eventRecorded', by: POSTS.headteacher, event: 'person-left' }, left.state.playedTo);
    expect(left.owed()).toEqual(expect.arrayContaining(['go-on-after-leaving', 'officer-answer']));
  });

  it('about the safeguarding lead passes the child to the deputy', () => {
    const danger = new Walk('allegation-about-an-adult', {
      facts: { ...FACTS, 'in-danger-now': 'yes' },
      subject: ['dsl'],
    });
    expect(danger.duty('child-in-danger')?.owner?.person).toBe(POSTS.deputyDsl);
  });
});
