import { describe, expect, it } from 'vitest';
import { HOUR } from '../clock/civil.ts';
import { aCase, MONDAY } from '../../test/run.ts';
import type { Run } from '../../test/run.ts';
import { aChain, aStep, DANA, HANA, peopleWith, TOM } from '../../test/small-world.ts';

const ALLEGATION = aChain(
  [
    aStep('triage', {
      owner: ['headteacher', 'trustSafeguardingLead'],
      outcomes: { consult: { label: 'Consult' }, low: { label: 'Low level' } },
    }),
    aStep('contact', {
      path: 'designatedOfficer',
      owner: ['headteacher', 'trustSafeguardingLead'],
      gates: [{ act: 'investigate' }, { act: 'close' }, { outcome: 'triage', is: 'low' }],
      does: ['informOthers'],
      evidence: [{ id: 'whom', kind: 'contact', label: 'Whom', with: 'designatedOfficer', as: 'referral' }],
    }),
    aStep('make-safe', { does: ['makeSafe', 'investigate'], path: 'danger' }),
    aStep('investigate', { does: ['investigate'] }),
    aStep('tell-them', { does: ['informSubject'] }),
    aStep('close', { owner: ['dsl'], closes: true }),
  ],
  {
    about: 'adult',
    holds: {
      'do-not-tell': {
        title: 'Do not tell the person yet',
        sentence: 'The Designated Officer will say when.',
        until: { done: 'contact' },
        forbids: ['informSubject', 'informOthers'],
        release: { by: ['headteacher'], grantedBy: ['trustSafeguardingLead'] },
      },
    },
  },
);

const opened = (): Run => aCase(ALLEGATION);

describe('a gate', () => {
  it('000.31 keeps the case from being investigated, downgraded or closed until the Designated Officer is told', () => {
    const run = opened();
    expect(run.refusal(run.doneEvent('investigate'), MONDAY)).toBe('gated');
    expect(run.refusal(run.doneEvent('triage', { by: HANA, outcome: 'low' }), MONDAY)).toBe('gated');
    expect(run.refusal(run.doneEvent('close'), MONDAY)).toBe('gated');
    run.done('contact', MONDAY, { by: HANA, learned: { contacts: { whom: 'referral' } } });
    run.done('investigate', MONDAY);
    expect(run.duty('investigate').state).toBe('met');
  });

  it('lets everything through that it does not name', () => {
    const run = opened().done('triage', MONDAY, { by: HANA, outcome: 'consult' });
    expect(run.duty('triage').state).toBe('met');
  });

  it('never stands in the way of danger', () => {
    expect(opened().done('make-safe', MONDAY).duty('make-safe').state).toBe('met');
  });
});

describe('a hold', () => {
  it('forbids its acts while it is in force, and says why', () => {
    const run = opened();
    expect(run.refusal(run.doneEvent('tell-them'), MONDAY)).toBe('held');
    run.done('contact', MONDAY + HOUR, { by: HANA });
    expect(run.state.holds['do-not-tell']).toEqual({
      placedAt: MONDAY,
      endedAt: MONDAY + HOUR,
      releaseAskedBy: null,
    });
    expect(run.done('tell-them', MONDAY + HOUR).duty('tell-them').state).toBe('met');
  });

  it('never stands in the way of the Designated Officer', () => {
    expect(opened().done('contact', MONDAY, { by: HANA }).duty('contact').state).toBe('met');
  });

  it('ends early when one asks and another grants, and nobody grants what they asked', () => {
    const run = opened();
    const granted = (by: string) => ({ type: 'releaseGranted', by, hold: 'do-not-tell' }) as const;
    expect(run.refusal(granted(TOM), MONDAY)).toBe('nothingAsked');
    expect(run.refusal({ type: 'releaseAsked', by: DANA, hold: 'do-not-tell' }, MONDAY)).toBe('notYours');
    run.take({ type: 'releaseAsked', by: HANA, hold: 'do-not-tell' }, MONDAY);
    expect(run.refusal(granted(HANA), MONDAY)).toBe('ownAct');
    expect(run.refusal(granted(DANA), MONDAY)).toBe('notYours');
    run.take(granted(TOM), MONDAY);
    expect(run.done('tell-them', MONDAY).duty('tell-them').state).toBe('met');
  });

  it('stays when whoever might grant it says no, of which who asked hears; and when they take it back', () => {
    const run = opened();
    const no = (by: string) => ({ type: 'releaseDeclined', by, hold: 'do-not-tell' }) as const;
    const asks = { type: 'releaseAsked', by: HANA, hold: 'do-not-tell' } as const;
    expect(run.refusal(no(TOM), MONDAY)).toBe('nothingAsked');
    run.take(asks, MONDAY);
    expect(run.refusal(no(DANA), MONDAY)).toBe('notYours');
    expect(run.take(no(TOM), MONDAY + 1)).toMatchObject([
      { because: 'releaseDeclined', step: null, to: { person: HANA } },
    ]);
    run.take(asks, MONDAY + 2);
    expect(run.take(no(HANA), MONDAY + 3)).toEqual([]);
    expect(run.state.holds['do-not-tell']).toMatchObject({ endedAt: null, releaseAskedBy: null });
    expect(run.refusal(run.doneEvent('tell-them'), MONDAY + 4)).toBe('held');
    expect(run.refusal({ ...no(TOM), hold: 'another' }, MONDAY + 4)).toBe('unknownName');
  });

  it.each([
    ['away', { away: true }],
    ['suspended', { away: true, suspended: true }],
  ])('is not ended by whoever is marked as %s, until they say that they are back', (_, over) => {
    const run = opened();
    run.take({ type: 'releaseAsked', by: HANA, hold: 'do-not-tell' }, MONDAY);
    const granted = { type: 'releaseGranted', by: TOM, hold: 'do-not-tell' } as const;
    run.with(peopleWith(TOM, over));
    expect(run.refusal(granted, MONDAY)).toBe('notYours');
    expect(run.refusal({ ...granted, type: 'releaseDeclined' }, MONDAY)).toBe('notYours');
    run.with(peopleWith(TOM, {})).take(granted, MONDAY);
    expect(run.state.holds['do-not-tell']).toMatchObject({ endedAt: MONDAY });
  });

  it('is neither asked nor granted to end by whoever answers to whom the case is about', () => {
    const run = opened();
    const granted = { type: 'releaseGranted', by: TOM, hold: 'do-not-tell' } as const;
    run.take({ type: 'releaseAsked', by: HANA, hold: 'do-not-tell' }, MONDAY);
    run.world = { ...run.world, subject: ['ceo'] };
    expect(run.refusal(granted, MONDAY)).toBe('notYours');
    expect(run.refusal({ ...granted, type: 'releaseDeclined' }, MONDAY)).toBe('notYours');
    expect(run.refusal({ type: 'releaseAsked', by: HANA, hold: 'do-not-tell' }, MONDAY)).toBe('notYours');
    expect(run.state.holds['do-not-tell']).toMatchObject({ endedAt: null });
  });

  it('does not end on the asking of somebody who is kept out of the case since', () => {
    const run = opened();
    run.take({ type: 'releaseAsked', by: HANA, hold: 'do-not-tell' }, MONDAY);
    run.take({ type: 'recused', by: HANA }, MONDAY);
    const granted = { type: 'releaseGranted', by: TOM, hold: 'do-not-tell' } as const;
    expect(run.refusal(granted, MONDAY)).toBe('notAllowed');
    expect(run.state.holds['do-not-tell']).toMatchObject({ endedAt: null });
  });
});

describe('a contact', () => {
  it('made for advice does not count as a referral', () => {
    const run = opened();
    const event = run.doneEvent('contact', { by: HANA, learned: { contacts: { whom: 'advice' } } });
    expect(run.refusal(event, MONDAY)).toBe('onlyAdvice');
  });
});

describe('a case', () => {
  it('does not close while something is still owed, and says what', () => {
    const run = opened().done('contact', MONDAY, { by: HANA });
    expect(run.refusal(run.doneEvent('close'), MONDAY)).toBe('stillOwed');
    run.done('triage', MONDAY, { by: HANA, outcome: 'low' });
    for (const step of ['make-safe', 'investigate', 'tell-them']) run.done(step, MONDAY);
    run.done('close', MONDAY);
    expect(run.state).toMatchObject({ endedAt: MONDAY, endedAs: 'closed' });
  });
});
