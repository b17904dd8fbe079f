import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../clock/civil.ts';
import { advance } from './advance.ts';
import { aCase, MONDAY, Run } from '../../test/run.ts';
import {
  aChain,
  aStep,
  aWorld,
  DANA,
  DEV,
  HANA,
  holder,
  peopleWith,
  REFERRAL,
  TOM,
} from '../../test/small-world.ts';
import type { CaseEvent } from './event.ts';

const NOW = MONDAY + HOUR;
const opened = (over = {}): Run => new Run(aWorld(REFERRAL)).open(MONDAY, over);

describe('an event is refused', () => {
  it('when the case is not open, and opening when it is', () => {
    const run = new Run(aWorld(REFERRAL));
    expect(run.refusal({ type: 'timePassed' }, NOW)).toBe('notOpen');
    const again = { type: 'opened', by: 'r', awareAt: MONDAY, facts: {}, drill: false } as const;
    expect(opened().refusal(again, NOW)).toBe('alreadyOpened');
  });

  it('when it is not whole', () => {
    const of = (event: object): CaseEvent => event as CaseEvent;
    const opening = { type: 'opened', by: 'r', awareAt: MONDAY, drill: false };
    expect(new Run(aWorld(REFERRAL)).refusal(of(opening), MONDAY)).toBe('unknownEvent');
    expect(opened().refusal(of({ type: 'learned', by: DANA }), NOW)).toBe('unknownEvent');
    for (const supplied of [undefined, 3, {}]) {
      const done = { ...opened().doneEvent('decide'), outcome: 'close', supplied };
      expect(opened().refusal(of(done), NOW)).toBe('unknownEvent');
    }
  });

  it('when an answer is not one of those the question offers', () => {
    const event = (facts: Record<string, string>): CaseEvent => ({
      type: 'opened',
      by: 'r',
      awareAt: MONDAY,
      facts,
      drill: false,
    });
    const run = new Run(aWorld(REFERRAL));
    expect(run.refusal(event({ danger: 'perhaps' }), MONDAY)).toBe('unknownFact');
    expect(run.refusal(event({ constructor: 'yes' }), MONDAY)).toBe('unknownFact');
    expect(run.refusal(event({ danger: 'toString' }), MONDAY)).toBe('unknownFact');
  });

  it('when awareness lies in the future', () => {
    const event = { type: 'opened', by: 'r', awareAt: NOW, facts: {}, drill: false } as const;
    expect(new Run(aWorld(REFERRAL)).refusal(event, MONDAY)).toBe('future');
  });

  it('when awareness lies more than thirty years back', () => {
    const aware = (awareAt: number): CaseEvent => ({
      type: 'opened',
      by: 'r',
      awareAt,
      facts: {},
      drill: false,
    });
    const run = new Run(aWorld(REFERRAL));
    expect(run.refusal(aware(Date.parse('1996-11-15T09:00:00Z')), MONDAY)).toBe('tooLongAgo');
    expect(run.refusal(aware(Date.parse('0001-01-01T00:00:00Z')), MONDAY)).toBe('tooLongAgo');
    expect(
      new Run(aWorld(REFERRAL)).open(MONDAY, { awareAt: Date.parse('1996-11-18T09:00:00Z') }),
    ).toBeDefined();
  });

  it('when time would run backwards, or is no time', () => {
    expect(opened().refusal({ type: 'timePassed' }, MONDAY - 1)).toBe('backwards');
    expect(opened().refusal({ type: 'timePassed' }, Number.NaN)).toBe('backwards');
  });

  it('and never thrown, whatever is empty in it', () => {
    const on = { by: DANA, step: 'decide', version: 1 };
    const events: CaseEvent[] = [
      { type: 'opened', by: 'r', awareAt: MONDAY, facts: {}, drill: false },
      {
        type: 'done',
        ...on,
        outcome: 'refer',
        happenedAt: NOW,
        supplied: ['reason'],
        learned: {},
        emergency: 'no',
      },
      { type: 'acknowledged', ...on },
      { type: 'takenOver', ...on, as: 'dsl' },
      { type: 'handOverAsked', ...on, to: DEV, as: 'deputyDsl' },
      { type: 'waiverAsked', ...on, reason: 'gone' },
      { type: 'pauseAsked', ...on, reason: 'gone' },
      { type: 'resumed', ...on },
      { type: 'agreed', ...on, to: 'done' },
      { type: 'declined', ...on, to: 'done' },
      { type: 'recused', by: DANA },
      { type: 'learned', by: DANA, facts: {} },
      { type: 'eventRecorded', by: DANA, event: 'visit', date: NOW },
      { type: 'releaseAsked', by: DANA, hold: 'wait' },
      { type: 'releaseGranted', by: DANA, hold: 'wait' },
      { type: 'releaseDeclined', by: DANA, hold: 'wait' },
      { type: 'mistakeAsked', by: DANA },
      { type: 'mistakeAgreed', by: DANA },
      { type: 'mistakeDeclined', by: DANA },
      { type: 'confirmed', step: 'decide', happenedAt: NOW },
      { type: 'childEnded', duty: 'decide' },
      {
        type: 'unreached',
        person: DANA,
        of: 'decide/breach',
        because: 'breach',
        about: null,
        why: 'bounced',
      },
      { type: 'clockMoved', by: DANA, to: NOW },
    ];
    for (const event of events) {
      for (const field of Object.keys(event)) {
        const broken = { ...event, [field]: null } as unknown as CaseEvent;
        const state = event.type === 'opened' ? null : opened().state;
        expect(() => advance(aWorld(REFERRAL), state, broken, NOW)).not.toThrow();
      }
    }
    const done = { ...opened().doneEvent('decide', { outcome: 'refer' }), learned: null };
    expect(opened().refusal(done as unknown as CaseEvent, NOW)).toBe('unknownEvent');
  });

  it('when its kind is unknown', () => {
    for (const event of [{ type: 'deleted' }, {}, null, undefined]) {
      expect(opened().refusal(event as unknown as CaseEvent, NOW)).toBe('unknownEvent');
    }
  });
});

describe('a step is not done', () => {
  const refused = (step: string, over = {}, run = opened()): string =>
    run.refusal(run.doneEvent(step, over), NOW);

  it('when the procedure has no such step, or it has not come up', () => {
    expect(refused('shred')).toBe('unknownStep');
    expect(refused('constructor')).toBe('unknownStep');
    expect(refused('write')).toBe('notOpen');
  });

  it('without one of its outcomes', () => {
    expect(refused('decide')).toBe('unknownOutcome');
    expect(refused('decide', { outcome: 'forget' })).toBe('unknownOutcome');
    expect(refused('decide', { outcome: 'constructor' })).toBe('unknownOutcome');
  });

  it('with an outcome where it has none', () => {
    const run = opened().done('decide', MONDAY, { outcome: 'refer' });
    expect(refused('write', { outcome: 'refer' }, run)).toBe('unknownOutcome');
  });

  it('without the evidence it requires, which is named', () => {
    const run = opened();
    const event = run.doneEvent('decide', { outcome: 'refer', supplied: ['extra'] });
    expect(advance(run.world, run.state, event, NOW)).toEqual({
      ok: false,
      refusal: { code: 'missingEvidence', sentence: 'Still to fill in: “Reason”.' },
    });
  });

  it('by somebody in another role', () => {
    expect(refused('decide', { outcome: 'refer', by: TOM })).toBe('notYours');
    expect(refused('decide', { outcome: 'refer', by: 'a-stranger' })).toBe('notYours');
  });

  it('by somebody excluded from the case, by whichever post', () => {
    const run = opened();
    run.with([...peopleWith(DANA, {}), holder('governor', DANA, { excluded: true })]);
    expect(refused('decide', { outcome: 'refer' }, run)).toBe('excluded');
  });

  it('by the doer of the act it approves (nobody agrees to their own)', () => {
    const run = opened().done('decide', MONDAY, { outcome: 'close', by: HANA });
    expect(run.duty('agree').owner?.person).toBe(DANA);
    expect(run.refusal(run.doneEvent('agree', { by: HANA }), NOW)).toBe('ownAct');
  });

  it('from a page that shows an older version', () => {
    const run = opened();
    run.take({ type: 'takenOver', by: DEV, as: 'deputyDsl', step: 'decide', version: 1 }, NOW);
    expect(refused('decide', { outcome: 'refer', version: 1 }, run)).toBe('stale');
  });

  it('twice', () => {
    const run = opened().done('decide', MONDAY, { outcome: 'refer' });
    expect(refused('decide', { outcome: 'refer', version: 1 }, run)).toBe('stale');
    expect(refused('decide', { outcome: 'refer', version: 2 }, run)).toBe('notOpen');
  });

  it('in the future, or before anybody knew', () => {
    expect(refused('decide', { outcome: 'refer', happenedAt: NOW + 1 })).toBe('future');
    expect(refused('decide', { outcome: 'refer', happenedAt: MONDAY - 1 })).toBe('backwards');
    expect(refused('decide', { outcome: 'refer', happenedAt: 0.5 })).toBe('future');
  });

  it('a call more than seven days before anybody knew; one before that is taken, for people ring first', () => {
    const written = { clock: { within: { hours: 24 }, from: { done: 'ring' } }, after: { done: 'ring' } };
    const phone = { id: 'number', kind: 'phone', label: 'The number you rang' };
    const chain = aChain([aStep('ring', { evidence: [phone] }), aStep('write', written)]);
    const run = aCase(chain);
    const rang = (happenedAt: number) => run.doneEvent('ring', { happenedAt });
    expect(run.refusal(rang(MONDAY - 7 * DAY - 1), MONDAY)).toBe('backwards');
    expect(run.refusal(rang(MONDAY + 1), MONDAY)).toBe('future');
    run.take(rang(MONDAY - 10 * MINUTE), MONDAY + HOUR);
    expect(run.duty('ring')).toMatchObject({ happenedAt: MONDAY - 10 * MINUTE, doneAt: MONDAY + HOUR });
    expect(run.duty('write')).toMatchObject({
      clockFrom: MONDAY - 10 * MINUTE,
      dueAt: MONDAY - 10 * MINUTE + DAY,
    });
  });

  it('when the case has ended', () => {
    const run = opened().done('decide', MONDAY, { outcome: 'close' }).done('agree', MONDAY, { by: HANA });
    expect(refused('agree', { by: HANA }, run)).toBe('ended');
  });
});

describe('the clock of a case', () => {
  const moved = (to: number): CaseEvent => ({ type: 'clockMoved', by: DANA, to });

  it('cannot be moved unless the case is a drill', () => {
    expect(opened().refusal(moved(NOW + HOUR), NOW)).toBe('notADrill');
  });

  it('is moved forward only, in a drill', () => {
    const run = opened({ drill: true });
    expect(run.refusal(moved(NOW), NOW)).toBe('backwards');
    expect(run.take(moved(NOW + HOUR), NOW)).toEqual([]);
    expect(run.state.playedTo).toBe(NOW);
  });

  it('plays what comes between in a drill as in a real case', () => {
    const [real, drill] = [opened(), opened({ drill: true })];
    drill.take(moved(MONDAY + 9 * HOUR), MONDAY);
    real.pass(MONDAY + 9 * HOUR);
    drill.pass(MONDAY + 9 * HOUR);
    expect(drill.effects).toEqual(real.effects);
    expect({ ...drill.state, drill: false }).toEqual(real.state);
  });
});
