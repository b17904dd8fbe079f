import { describe, expect, it } from 'vitest';
import { nextWake } from './next-wake.ts';
import { DAY, HOUR, MINUTE } from '../clock/civil.ts';
import { ENGLAND } from '../clock/england/england.ts';
import { aCase, MONDAY, Run } from '../../test/run.ts';
import { aChain, aStep, aWorld, DANA, DEV, HANA, peopleWith, TOM } from '../../test/small-world.ts';

const midnight = (date: string): number => Date.parse(`${date}T00:00:00Z`);

describe('a step that repeats', () => {
  const REVIEWED = aChain([
    aStep('review', {
      clock: { within: { calendarDays: 28 }, from: 'awareness' },
      repeat: { every: { calendarDays: 14 }, until: { outcome: 'review', is: 'over' } },
      outcomes: { 'go-on': { label: 'Go on' }, over: { label: 'Over' } },
    }),
    aStep('close', { closes: true }),
  ]);

  it('comes up again from when it was last done, each round with a deadline of its own', () => {
    const run = aCase(REVIEWED);
    expect(run.duty('review').dueAt).toBe(midnight('2026-12-15'));
    run.done('review', MONDAY + 3 * DAY, { outcome: 'go-on' });
    expect(run.duty('review.2')).toMatchObject({ step: 'review', round: 2, dueAt: midnight('2026-12-04') });
    run.take(
      { ...run.doneEvent('review', { outcome: 'over' }), step: 'review.2', version: 1 },
      MONDAY + 4 * DAY,
    );
    expect(run.state.duties['review.3']).toBeUndefined();
  });

  it('has a floor for its first round, which says nothing of those after it', () => {
    const [review, close] = REVIEWED.steps;
    const hours = { hours: 4 };
    const clock = { within: hours, floor: hours, from: 'awareness' };
    const run = aCase(aChain([{ ...review, clock }, { ...close }]));
    expect(run.duty('review').dueAt).toBe(MONDAY + 4 * HOUR);
    run.done('review', MONDAY + 3 * HOUR, { outcome: 'go-on' });
    expect(run.duty('review.2').dueAt).toBe(midnight('2026-12-01'));
  });

  it('keeps, in later rounds, to a floor of their own, which no option of its clock moves', () => {
    const [review, close] = REVIEWED.steps;
    const clock = { within: { calendarDays: 3 }, from: 'awareness', roll: 'forward' };
    const again = (floor: object) => {
      const repeat = { every: { calendarDays: 5 }, until: { outcome: 'review', is: 'over' }, ...floor };
      const run = aCase(aChain([{ ...review, clock, repeat }, { ...close }]));
      return run.done('review', MONDAY, { outcome: 'go-on' }).duty('review.2').dueAt;
    };
    expect(again({})).toBe(midnight('2026-11-24'));
    expect(again({ floor: { calendarDays: 5 } })).toBe(midnight('2026-11-22'));
  });

  it('comes up again as often as it says, though its first clock led up to a date', () => {
    const [review, close] = REVIEWED.steps;
    const clock = { before: { workingDays: 2 }, event: 'conference' };
    const chain = aChain([{ ...review, clock, after: { event: 'conference' } }, { ...close }], {
      events: { conference: { title: 'The conference', dated: true } },
    });
    const run = aCase(chain);
    const date = Date.parse('2026-11-26T00:00Z');
    run.take({ type: 'eventRecorded', by: DANA, event: 'conference', date }, MONDAY);
    expect(run.duty('review').dueAt).toBe(midnight('2026-11-24'));
    run.done('review', MONDAY + DAY, { outcome: 'go-on' });
    expect(run.duty('review.2')).toMatchObject({ state: 'open', dueAt: midnight('2026-12-02') });
  });

  it('does not keep a case open between its rounds, unless it is late', () => {
    const run = aCase(REVIEWED).done('review', MONDAY, { outcome: 'go-on' });
    expect(run.refusal(run.doneEvent('close'), MONDAY + 60 * DAY)).toBe('stillOwed');
    run.done('close', MONDAY + DAY);
    expect(run.duty('review.2').state).toBe('superseded');
    expect(nextWake(run.state)).toBeNull();
  });
});

describe('a duty that nobody acknowledges', () => {
  const URGENT = aChain([
    aStep('read', {
      unacknowledged: [
        { after: { minutes: 15 }, handUp: true },
        { after: { minutes: 30 }, handUp: true },
        { after: { minutes: 45 }, tell: ['trustSafeguardingLead'], every: { minutes: 30 } },
      ],
    }),
  ]);

  it('000.21 goes up to the deputy and the head, and then the leaders hear, again and again', () => {
    const run = aCase(URGENT);
    run.pass(MONDAY + 15 * MINUTE);
    expect(run.duty('read').owner).toEqual({ person: DEV, role: 'deputyDsl' });
    run.pass(MONDAY + 30 * MINUTE);
    expect(run.duty('read').owner).toEqual({ person: HANA, role: 'headteacher' });
    const told = run.pass(MONDAY + 2 * HOUR).map(({ key, at }) => [key, (at - MONDAY) / MINUTE]);
    expect(told).toEqual([
      ['read/unacknowledged/2', 45],
      ['read/unacknowledged/2.1', 75],
      ['read/unacknowledged/2.2', 105],
    ]);
  });

  it('stays once its owner says that they have it in hand, and is still owed', () => {
    const run = aCase(URGENT);
    run.take({ type: 'acknowledged', by: DANA, step: 'read', version: 1 }, MONDAY + MINUTE);
    run.pass(MONDAY + DAY);
    expect(run.duty('read')).toMatchObject({ state: 'open', owner: { person: DANA } });
  });
});

describe("another party's time", () => {
  const ANSWERED = aChain([
    aStep('ring'),
    aStep('answer', {
      after: { done: 'ring' },
      clock: { within: { workingDays: 1 }, from: 'after', whose: 'socialCare' },
    }),
    aStep('chase', {
      after: { late: 'answer' },
      until: { done: 'answer' },
      clock: { within: { workingDays: 3 }, from: { done: 'ring' } },
      late: [{ tell: ['headteacher'] }],
    }),
  ]);

  it('is never our breach: whoever waits is told that nothing was heard, and the chase opens', () => {
    const run = aCase(ANSWERED).done('ring', MONDAY);
    const told = run.pass(midnight('2026-11-18'));
    expect(told.map(({ kind }) => kind)).not.toContain('breach');
    expect(told[0]).toMatchObject({ because: 'nothingHeard', to: { person: DANA } });
    expect(run.duty('answer')).toMatchObject({ state: 'open', theirLateAt: midnight('2026-11-18') });
    expect(run.duty('chase').dueAt).toBe(midnight('2026-11-20'));
  });

  it('ends the chase when their answer comes after all', () => {
    const run = aCase(ANSWERED).done('ring', MONDAY);
    run.done('answer', midnight('2026-11-19'));
    expect(run.duty('answer').state).toBe('met');
    expect(run.duty('chase').state).toBe('superseded');
    expect(run.state.endedAt).toBe(midnight('2026-11-19'));
  });
});

describe('an event with a date', () => {
  const CONFERENCE = aChain(
    [
      aStep('invited', {
        evidence: [{ id: 'when', kind: 'date', label: 'When it meets', event: 'conference' }],
      }),
      aStep('report', {
        after: { event: 'conference' },
        clock: { before: { workingDays: 2 }, event: 'conference' },
      }),
      aStep('decided', { after: { reached: 'conference' } }),
    ],
    { events: { conference: { title: 'The conference', dated: true } } },
  );
  const invited = (): Run =>
    aCase(CONFERENCE).done('invited', MONDAY, { learned: { dates: { conference: MONDAY + 10 * DAY } } });

  it('001.08 sets the clock that leads up to it, and moves it when it moves', () => {
    const run = invited();
    const due = run.duty('report').dueAt ?? 0;
    expect(due).toBeLessThan(MONDAY + 9 * DAY);
    const effects = run.take(
      { type: 'eventRecorded', by: DANA, event: 'conference', date: MONDAY + 11 * DAY },
      MONDAY + HOUR,
    );
    expect(effects).toMatchObject([
      { kind: 'reschedule', was: due, is: run.duty('report').dueAt, because: 'date' },
      { kind: 'tell', because: 'rescheduled' },
    ]);
    expect(run.duty('report').dueAt).toBe(due + DAY);
  });

  it('says that it comes sooner where it does, for the reminders that would say so may be past', () => {
    const run = invited();
    const due = run.duty('report').dueAt ?? 0;
    const sooner = { type: 'eventRecorded', by: DANA, event: 'conference', date: MONDAY + 9 * DAY } as const;
    expect(run.take(sooner, MONDAY + HOUR)).toMatchObject([
      { kind: 'reschedule', was: due, because: 'date' },
      { kind: 'tell', because: 'broughtForward', to: { person: DANA } },
    ]);
    expect(run.duty('report').dueAt).toBeLessThan(due);
  });

  it('refuses a date more than half a year away, for which a case would wait in silence', () => {
    const far = MONDAY + 184 * DAY;
    const typed = { learned: { dates: { conference: far } } };
    const run = aCase(CONFERENCE);
    expect(run.refusal(run.doneEvent('invited', typed), MONDAY)).toBe('future');
    const recorded = { type: 'eventRecorded', by: DANA, event: 'conference', date: far } as const;
    expect(run.refusal(recorded, MONDAY)).toBe('future');
    expect(run.take({ ...recorded, date: far - DAY }, MONDAY)).toBeDefined();
    const kept = aCase({ ...CONFERENCE, about: 'information' });
    expect(kept.take({ ...recorded, date: MONDAY + 1098 * DAY }, MONDAY)).toBeDefined();
    expect(kept.refusal({ ...recorded, date: MONDAY + 1099 * DAY }, MONDAY)).toBe('future');
  });

  it('opens what waits for its day when that comes, though nobody acts', () => {
    const run = invited();
    run.pass(MONDAY + 10 * DAY - 1);
    expect(run.state.duties['decided']).toBeUndefined();
    run.pass(MONDAY + 10 * DAY);
    expect(run.duty('decided').openedAt).toBe(MONDAY + 10 * DAY);
  });
});

describe('a change of calendar', () => {
  it('moves the clocks it touches, says from when to when, and leaves a breach alone', () => {
    const chain = aChain([
      aStep('soon', { clock: { within: { hours: 1 }, from: 'awareness' } }),
      aStep('later', { clock: { within: { workingDays: 2 }, from: 'awareness' } }),
    ]);
    const run = aCase(chain);
    run.pass(MONDAY + 2 * HOUR);
    const wednesday = midnight('2026-11-18') / DAY;
    run.world = aWorld(chain, {
      calendar: { ...ENGLAND, holidays: [...ENGLAND.holidays, wednesday].sort((a, b) => a - b) },
    });
    expect(run.take({ type: 'calendarChanged' }, MONDAY + 3 * HOUR)).toMatchObject([
      { kind: 'reschedule', step: 'later', was: midnight('2026-11-19'), is: midnight('2026-11-20') },
      { because: 'rescheduled' },
    ]);
    expect(run.duty('soon')).toMatchObject({ state: 'late', breachedAt: MONDAY + HOUR });
  });
});

describe('a clock that may be paused', () => {
  const PAUSED = aChain([
    aStep('reply', {
      clock: {
        within: { calendarDays: 20 },
        floor: { calendarDays: 30 },
        from: 'awareness',
        mayPause: {
          reasons: { 'asked-back': 'We asked what they meant' },
          by: ['dsl'],
          agreedBy: ['headteacher'],
        },
      },
    }),
  ]);

  it('stands still from when somebody else agrees, and no pause moves its floor', () => {
    const run = aCase(PAUSED);
    const due = run.duty('reply').dueAt ?? 0;
    run.take({ type: 'pauseAsked', by: DANA, step: 'reply', version: 1, reason: 'asked-back' }, MONDAY + DAY);
    run.take({ type: 'agreed', by: HANA, step: 'reply', version: 2, to: 'pause' }, MONDAY + DAY);
    expect(run.duty('reply').dueAt).toBe(due + 10 * DAY);
    const { version } = run.duty('reply');
    run.take({ type: 'resumed', by: DANA, step: 'reply', version }, MONDAY + 4 * DAY);
    expect(run.duty('reply').dueAt).toBe(due + 2 * DAY);
  });
});

describe('a child case', () => {
  const PARENT = aChain(
    [
      aStep('decide', { opens: { chain: 'referral', facts: { urgent: 'yes' } } }),
      aStep('look-back', { after: { childEnded: 'decide' }, closes: true }),
    ],
    {},
  );

  it('begins with what is answered here when it is opened, and leaves open what is not', () => {
    const chain = aChain(
      [
        aStep('look', { evidence: [{ id: 'lost', kind: 'fact', fact: 'lost', label: 'Lost?' }] }),
        aStep('decide', {
          opens: {
            chain: 'referral',
            facts: { 'is-lost': { fact: 'lost' }, 'is-cold': { fact: 'cold' }, by: 'us' },
          },
        }),
      ],
      {
        facts: {
          lost: { kind: 'yesNo', question: 'Is it lost?', askedIn: 'look' },
          cold: { kind: 'yesNo', question: 'Is it cold?' },
        },
      },
    );
    const run = new Run(aWorld(chain)).open(MONDAY);
    run.done('look', MONDAY, { learned: { facts: { lost: 'yes' } } }).done('decide', MONDAY);
    expect(run.effects.find(({ kind }) => kind === 'openCase')).toMatchObject({
      facts: { 'is-lost': 'yes', by: 'us' },
    });
    const { effects } = new Run(aWorld(chain)).open(MONDAY).done('decide', MONDAY);
    expect(effects.find(({ kind }) => kind === 'openCase')).toMatchObject({ facts: { by: 'us' } });
  });

  it('is opened by its step with our awareness, and awaited', () => {
    const run = new Run(aWorld(PARENT)).open(MONDAY - HOUR).done('decide', MONDAY);
    expect(run.effects.filter(({ kind }) => kind === 'openCase')).toMatchObject([
      { key: 'decide/child', chain: 'referral', awareAt: MONDAY - HOUR, facts: { urgent: 'yes' } },
    ]);
    expect(run.state.endedAt).toBeNull();
    run.take({ type: 'childEnded', duty: 'decide' }, MONDAY + DAY);
    expect(run.duty('look-back').openedAt).toBe(MONDAY + DAY);
  });
});

describe('a change of people in the middle of a case', () => {
  it('gives what the new subject owed to the next on the ladder, and says so', () => {
    const chain = aChain([aStep('decide')]);
    const run = aCase(chain).with(peopleWith(DANA, { excluded: true }));
    expect(run.take({ type: 'peopleChanged' }, MONDAY)).toMatchObject([
      { because: 'newDuty', to: { person: DEV } },
    ]);
  });

  it('keeps somebody who stands down out of it', () => {
    const run = aCase(aChain([aStep('decide')]));
    run.take({ type: 'recused', by: DANA }, MONDAY);
    expect(run.duty('decide').owner?.person).toBe(DEV);
    expect(run.refusal(run.doneEvent('decide'), MONDAY)).toBe('excluded');
  });

  it('gives a duty to whoever is appointed to a role of this case', () => {
    const chain = aChain([
      aStep('name', { evidence: [{ id: 'who', kind: 'appoint', label: 'Who', role: 'caseManager' }] }),
      aStep('manage', { after: { done: 'name' }, owner: ['caseManager', 'headteacher'] }),
    ]);
    const run = aCase(chain).done('name', MONDAY, { learned: { appointed: { caseManager: TOM } } });
    expect(run.duty('manage').owner).toEqual({ person: TOM, role: 'caseManager' });
  });
});
