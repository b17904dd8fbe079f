import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../clock/civil.ts';
import { nextWake } from './next-wake.ts';
import { aCase, MONDAY, Run } from '../../test/run.ts';
import { aChain, aStep, aWorld, DANA, REFERRAL, underAuthority } from '../../test/small-world.ts';

const referred = (over = {}): Run => aCase().done('decide', MONDAY + HOUR, { outcome: 'refer', ...over });

describe('a clock', () => {
  it('starts at awareness, not when the case is entered', () => {
    const run = new Run(aWorld(REFERRAL)).open(MONDAY, { awareAt: MONDAY - HOUR });
    expect(run.duty('decide')).toMatchObject({ clockFrom: MONDAY - HOUR, dueAt: MONDAY + 3 * HOUR });
  });

  it('starts when the other step happened, if its doer said when', () => {
    expect(referred({ happenedAt: MONDAY + 10 * MINUTE }).duty('write').dueAt).toBe(
      MONDAY + 10 * MINUTE + 24 * HOUR,
    );
  });

  it('starts when the other step was recorded, if its doer did not', () => {
    expect(referred().duty('write').dueAt).toBe(MONDAY + HOUR + 24 * HOUR);
  });

  it('runs as long as the local authority sets', () => {
    const run = aCase(underAuthority(REFERRAL, { writtenReferral: { hours: 48 } }));
    run.done('decide', MONDAY, { outcome: 'refer' });
    expect(run.duty('write').dueAt).toBe(MONDAY + 48 * HOUR);
  });

  it('waits, where what starts it has not happened, and then starts', () => {
    const late = { clock: { within: { hours: 1 }, from: { done: 'a' } }, remind: [{ atShare: 0.5 }] };
    const run = aCase(aChain([aStep('a'), aStep('b', late)]));
    expect(run.duty('b')).toMatchObject({ dueAt: null, clockFrom: null, version: 1 });
    run.done('a', MONDAY + HOUR);
    expect(run.duty('b')).toMatchObject({
      dueAt: MONDAY + 2 * HOUR,
      remindAt: [MONDAY + 1.5 * HOUR],
      version: 2,
    });
  });

  it('runs from the last of several steps', () => {
    const clock = { within: { hours: 1 }, from: { latest: [{ done: 'a' }, { done: 'b' }, { done: 'd' }] } };
    const chain = aChain([aStep('a'), aStep('b'), aStep('d'), aStep('c', { when: { done: 'b' }, clock })]);
    const run = aCase(chain)
      .done('a', MONDAY)
      .done('b', MONDAY + HOUR);
    expect(run.duty('c').dueAt).toBe(MONDAY + 2 * HOUR);
  });
});

describe('reminders', () => {
  it('come at their share and their lead time, in order of time, each once', () => {
    const run = referred();
    const due = MONDAY + 25 * HOUR;
    expect(run.duty('write').remindAt).toEqual([MONDAY + 13 * HOUR, due - 2 * HOUR]);
    run.pass(due - 1);
    expect(run.tells().filter((tell) => tell.because === 'reminder')).toEqual([
      {
        kind: 'tell',
        key: expect.stringMatching(/^write\/reminder\/\d+$/) as string,
        at: MONDAY + 13 * HOUR,
        because: 'reminder',
        step: 'write',
        to: { person: DANA },
      },
      {
        kind: 'tell',
        key: expect.stringMatching(/^write\/reminder\/\d+$/) as string,
        at: due - 2 * HOUR,
        because: 'reminder',
        step: 'write',
        to: { person: DANA },
      },
    ]);
  });

  it('are dropped when they would be past as the duty opens', () => {
    const run = new Run(aWorld(REFERRAL)).open(MONDAY, { awareAt: MONDAY - 3 * HOUR });
    expect(run.duty('decide')).toMatchObject({ remindAt: [], dueAt: MONDAY + HOUR });
  });

  it('stop when the step is done', () => {
    const run = referred();
    run.done('write', MONDAY + 2 * HOUR);
    expect([run.duty('write').remindAt, nextWake(run.state)]).toEqual([[], null]);
  });
});

describe('a deadline', () => {
  it('is met by an act before it', () => {
    const run = referred().done('write', MONDAY + 25 * HOUR - 1);
    expect(run.duty('write')).toMatchObject({ state: 'met', breachedAt: null });
    expect(run.keys()).not.toContain('write/breach');
  });

  it('is missed by an act at that very instant', () => {
    const run = referred().done('write', MONDAY + 25 * HOUR);
    expect(run.duty('write')).toMatchObject({ state: 'metLate', breachedAt: MONDAY + 25 * HOUR });
    expect(run.keys()).toContain('write/breach');
  });

  it('when missed is a breach, told to those the step names', () => {
    const run = referred();
    const effects = run.pass(MONDAY + 30 * HOUR);
    const at = MONDAY + 25 * HOUR;
    expect(effects.slice(2)).toEqual([
      { kind: 'breach', key: 'write/breach', at, step: 'write', owner: DANA },
      {
        kind: 'tell',
        key: 'write/late/0',
        at,
        because: 'breach',
        step: 'write',
        to: { roles: ['headteacher'] },
      },
    ]);
    expect(run.duty('write')).toMatchObject({ state: 'late', breachedAt: at });
  });

  it('still missed a day later is told further up', () => {
    const run = referred();
    run.pass(MONDAY + 48 * HOUR);
    expect(run.pass(MONDAY + 49 * HOUR)).toEqual([
      {
        kind: 'tell',
        key: 'write/late/1',
        at: MONDAY + 49 * HOUR,
        because: 'stillLate',
        step: 'write',
        to: { roles: ['ceo'] },
      },
    ]);
    expect(nextWake(run.state)).toBeNull();
  });

  it('met late stays a breach in the record, and nobody is told any more', () => {
    const run = referred();
    run.pass(MONDAY + 26 * HOUR);
    run.done('write', MONDAY + 27 * HOUR);
    expect(run.duty('write')).toMatchObject({ state: 'metLate', breachedAt: MONDAY + 25 * HOUR, lateAt: [] });
    expect(run.pass(MONDAY + 100 * HOUR)).toEqual([]);
  });

  it('done in time but recorded late is a state of its own, and stays a breach', () => {
    const run = referred().done('write', MONDAY + 27 * HOUR, { happenedAt: MONDAY + 3 * HOUR });
    expect(run.duty('write')).toMatchObject({ state: 'recordedLate', breachedAt: MONDAY + 25 * HOUR });
  });

  it('that has passed before the case is entered is late at once', () => {
    const run = new Run(aWorld(REFERRAL)).open(MONDAY, { awareAt: MONDAY - 5 * HOUR });
    expect(run.duty('decide')).toMatchObject({ state: 'late', breachedAt: MONDAY, dueAt: MONDAY - HOUR });
    expect(run.keys()).toEqual(['decide/new-duty/1', 'decide/breach', 'decide/late/0']);
  });

  it('does not make an act stale: the version a person saw still counts', () => {
    const run = referred();
    const { version } = run.duty('write');
    run.pass(MONDAY + 26 * HOUR);
    expect(run.duty('write').version).toBe(version);
  });
});

describe('a case', () => {
  it('wakes next at the earliest of all reminders, deadlines and rungs', () => {
    expect(nextWake(aCase().state)).toBe(MONDAY + 2 * HOUR);
    const run = aCase();
    run.pass(MONDAY + 2 * HOUR);
    expect(nextWake(run.state)).toBe(MONDAY + 4 * HOUR);
  });

  it('opens each step once, when its condition first holds', () => {
    const run = referred();
    expect(Object.keys(run.state.duties)).toEqual(['decide', 'write']);
    expect(run.duty('write').openedAt).toBe(MONDAY + HOUR);
  });

  it('ends when nothing is owed any more', () => {
    const run = referred().done('write', MONDAY + 2 * HOUR);
    expect(run.state.endedAt).toBeNull();
    run.done('agree', MONDAY + 3 * HOUR, { by: run.duty('agree').owner?.person ?? '' });
    expect(run.state.endedAt).toBe(MONDAY + 3 * HOUR);
  });

  it('is plain JSON and small', () => {
    const { state } = referred();
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    expect(JSON.stringify(state).length).toBeLessThan(1_600);
  });
});

describe('the time of what need not be done', () => {
  it('is worked out no more once it is over, unless there is time again', () => {
    const clock = { before: { hours: 2 }, event: 'meeting' };
    const chain = aChain([aStep('thank', { optional: true, clock }), aStep('look')], {
      events: { meeting: { title: 'The meeting', dated: true } },
    });
    const meeting = (hours: number) =>
      ({ type: 'eventRecorded', by: DANA, event: 'meeting', date: MONDAY + hours * HOUR }) as const;
    const run = aCase(chain);
    run.take(meeting(4), MONDAY);
    run.pass(MONDAY + 3 * HOUR);
    expect(run.duty('thank').dueAt).toBeNull();
    expect(run.take({ type: 'calendarChanged' }, MONDAY + 3 * HOUR)).toEqual([]);
    expect(run.take({ type: 'learned', by: DANA, facts: {} }, MONDAY + 3 * HOUR)).toEqual([]);
    run.take(meeting(8), MONDAY + 3 * HOUR);
    expect(run.duty('thank').dueAt).toBe(MONDAY + 6 * HOUR);
  });
});
