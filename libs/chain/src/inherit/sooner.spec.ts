import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Limit } from '../clock/length.ts';
import { describeLength } from '../clock/describe.ts';
import { isNeverLater, partsOf, soonerOf } from './sooner.ts';

const hours = (n: number): Limit => ({ hours: n });
const workingDays = (n: number): Limit => ({ workingDays: n });

/** One limit, another, whether the first is never later than the second, and why. */
const ROWS: readonly (readonly [Limit, Limit, boolean, string])[] = [
  [hours(24), hours(48), true, 'hours are counted'],
  [hours(48), hours(24), false, 'hours are counted'],
  [{ minutes: 90 }, hours(2), true, 'minutes and hours are the same time'],
  [hours(1), { minutes: 60 }, true, 'equal is never later'],
  [workingDays(1), workingDays(3), true, 'working days are counted'],
  [{ schoolDays: 4 }, { schoolDays: 3 }, false, 'school days are counted'],
  [{ months: 1 }, { months: 2 }, true, 'months are counted'],
  [hours(24), workingDays(1), false, 'over night 24 hours can outlast the day after'],
  [workingDays(1), hours(24), false, 'over a weekend a working day is longer'],
  [hours(23), workingDays(1), true, 'a day is 23 hours at least, when the clocks go forward'],
  [hours(24), workingDays(2), true, 'two days are longer than one'],
  [{ calendarDays: 3 }, workingDays(3), true, 'working days are days'],
  [workingDays(1), { calendarDays: 3 }, false, 'a bank holiday may lie in between'],
  [workingDays(3), { schoolDays: 3 }, false, 'no calendar says that schools open only on working days'],
  [{ calendarDays: 1 }, hours(49), true, 'a day that has begun and one more, when the clocks go back'],
  [{ calendarDays: 1 }, hours(48), false, 'a day that has begun and one more, when the clocks go back'],
  [{ calendarDays: 28 }, { months: 1 }, true, 'no month is shorter'],
  [{ calendarDays: 29 }, { months: 1 }, false, 'February is shorter'],
  [{ beforeNext: 'schoolDay' }, { schoolDays: 1 }, true, 'a day begins before it ends'],
  [{ beforeNext: 'schoolDay' }, workingDays(1), false, 'the next school day may be weeks away'],
  [{ calendarDays: 0 }, { beforeNext: 'workingDay' }, true, 'today ends before the next day begins'],
  [
    { calendarDays: 0 },
    { beforeNext: 'schoolDay' },
    false,
    'before school begins the next school day is today',
  ],
  [{ sooner: [hours(24), workingDays(1)] }, hours(24), true, 'the sooner of two is no later than either'],
  [hours(24), { sooner: [hours(24), workingDays(1)] }, false, 'it may be later than the other'],
];

const plain = fc.oneof(
  fc.record({ minutes: fc.integer({ min: 1, max: 9_000 }) }),
  fc.record({ hours: fc.integer({ min: 1, max: 900 }) }),
  fc.record({ workingDays: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ schoolDays: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ calendarDays: fc.integer({ min: 0, max: 60 }) }),
  fc.record({ months: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ beforeNext: fc.constantFrom('schoolDay' as const, 'workingDay' as const) }),
);
const anyLimit: fc.Arbitrary<Limit> = fc.oneof(
  plain,
  fc.record({ sooner: fc.array(plain, { minLength: 2, maxLength: 8 }) }),
);

describe('which of two limits is sooner', () => {
  it.each(ROWS)('%j is never later than %j: %s, for %s', (one, other, holds) => {
    expect(isNeverLater(one, other)).toBe(holds);
  });

  it('is an order: each limit is its own equal, and what is sooner than the sooner is sooner', () => {
    fc.assert(
      fc.property(anyLimit, anyLimit, anyLimit, (a, b, c) => {
        expect(isNeverLater(a, a)).toBe(true);
        if (isNeverLater(a, b) && isNeverLater(b, c)) expect(isNeverLater(a, c)).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });

  it('puts two together so that neither is exceeded, in parts of different kinds', () => {
    fc.assert(
      fc.property(anyLimit, anyLimit, (a, b) => {
        const both = soonerOf(a, b);
        expect(isNeverLater(both, a) && isNeverLater(both, b)).toBe(true);
        expect(partsOf(both).length).toBeLessThanOrEqual(7);
        expect(soonerOf(both, both)).toEqual(soonerOf(both, a));
      }),
      { numRuns: 5_000 },
    );
  });

  it('keeps what a calendar must decide as whichever is sooner', () => {
    expect(soonerOf(workingDays(1), hours(24))).toEqual({ sooner: [workingDays(1), hours(24)] });
    expect(describeLength(soonerOf(workingDays(1), hours(24)))).toBe(
      '1 working day or 24 hours, whichever is sooner',
    );
  });
});
