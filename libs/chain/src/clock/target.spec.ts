import { describe, expect, it } from 'vitest';
import { at } from '../../test/a-school.ts';
import { DAY } from './civil.ts';
import { describeDue } from './describe.ts';
import { ENGLAND } from './england/england.ts';
import { dueOf } from './due-of.ts';
import { clockAgain } from './recurring.ts';
import type { Length } from './length.ts';
import { measureTarget } from './target.ts';

describe('what repeats', () => {
  it('is next due counted from when it was last done, late or early', () => {
    const next = (lastDone: string): string => {
      const { due } = dueOf(ENGLAND, clockAgain({}, { every: { calendarDays: 28 } }), at(lastDone));
      return due === null ? '' : describeDue(ENGLAND, due);
    };
    expect(next('2026-11-02T09:00:00Z')).toBe('by the end of Mon 30 Nov 2026');
    expect(next('2026-12-07T09:00:00Z')).toBe('by the end of Mon 4 Jan 2027');
    expect(next('2026-11-30T09:00:00Z')).toBe('by the end of Mon 28 Dec 2026');
  });

  it('keeps a clock’s options and pauses, none of which moves its floor', () => {
    const pauses = [{ from: at('2026-12-01T00:00:00Z'), to: at('2026-12-02T00:00:00Z') }];
    const due = (floor?: Length) => {
      const clock = clockAgain({ roll: 'forward' }, { every: { calendarDays: 28 }, floor });
      return dueOf(ENGLAND, clock, at('2026-11-30T09:00:00Z'), pauses).due;
    };
    expect(due()).toBe(at('2026-12-30T00:00:00Z'));
    expect(due({ calendarDays: 28 })).toBe(at('2026-12-29T00:00:00Z'));
  });
});

describe('a target over many cases', () => {
  const target = { within: { calendarDays: 28 }, share: 0.8 };
  const now = at('2026-11-16T09:00:00Z');
  const took = (days: number) => ({ from: now - 100 * DAY, until: now - 100 * DAY + days * DAY });
  const running = (days: number) => ({ from: now - days * DAY, until: null });

  it('is reached by the share of those that are decided', () => {
    const cases = [took(1), took(27), took(28), took(20), took(40), running(3)];
    expect(measureTarget(ENGLAND, target, cases, now)).toEqual({
      inTime: 4,
      late: 1,
      running: 1,
      perTenThousand: 8_000,
      reached: true,
    });
  });

  it('counts what goes on past its time as late already', () => {
    const result = measureTarget(ENGLAND, target, [took(1), running(40)], now);
    expect(result).toMatchObject({ inTime: 1, late: 1, running: 0, perTenThousand: 5_000, reached: false });
  });

  it('says nothing while nothing is decided', () => {
    expect(measureTarget(ENGLAND, target, [running(1)], now)).toMatchObject({ running: 1, reached: null });
    expect(measureTarget(ENGLAND, target, [], now)).toMatchObject({ perTenThousand: null, reached: null });
  });

  it('takes seven of a hundred for seven in a hundred', () => {
    const cases = Array.from({ length: 100 }, (_, index) => took(index < 7 ? 1 : 60));
    expect(measureTarget(ENGLAND, { ...target, share: 0.07 }, cases, now).reached).toBe(true);
  });

  it('is the same by working days', () => {
    const week = { within: { workingDays: 5 }, share: 1 };
    const done = { from: at('2026-11-06T09:00:00Z'), until: at('2026-11-13T23:59:59Z') };
    expect(measureTarget(ENGLAND, week, [done], now).reached).toBe(true);
    expect(measureTarget(ENGLAND, week, [{ ...done, until: at('2026-11-14T00:00:00Z') }], now).reached).toBe(
      false,
    );
  });
});
