import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarSnapshot } from './calendar.ts';
import { dueAt } from './due-at.ts';
import { ENGLAND } from './england/england.ts';
import type { Length } from './length.ts';

// Written another way on purpose: dates as the platform knows them, one day at a time, time zone by Intl.
const london = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function localText(instant: number): { date: string; time: string } {
  const [date = '', time = ''] = london.format(instant).split(', ');
  return { date, time };
}

function nextDate(date: string): string {
  const day = new Date(`${date}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

function midnightAtStartOf(date: string): number {
  const utc = Date.parse(`${date}T00:00:00Z`);
  const summer = localText(utc - 3_600_000);
  return summer.date === date && summer.time === '00:00' ? utc - 3_600_000 : utc;
}

function slowDueAt(holidays: ReadonlySet<string>, start: number, length: Length): number {
  if ('minutes' in length) return start + length.minutes * 60 * 1000;
  if ('hours' in length) return start + length.hours * 60 * 60 * 1000;
  let date = localText(start).date;
  let left = 'workingDays' in length ? length.workingDays : length.calendarDays;
  while (left > 0) {
    date = nextDate(date);
    const weekday = new Date(`${date}T12:00:00Z`).getUTCDay();
    const counts = 'calendarDays' in length || (weekday !== 0 && weekday !== 6 && !holidays.has(date));
    if (counts) left -= 1;
  }
  return midnightAtStartOf(nextDate(date));
}

const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
const dayOf = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 86_400_000;

const calendars: readonly { calendar: CalendarSnapshot; holidays: ReadonlySet<string> }[] = fc
  .sample(
    fc.uniqueArray(fc.integer({ min: dayOf('2020-01-01'), max: dayOf('2035-12-31') }), { maxLength: 400 }),
    { numRuns: 40, seed: 26 },
  )
  .map((days) => [...days].sort((a, b) => a - b))
  .concat([ENGLAND.holidays])
  .map((days) => ({ calendar: { ...ENGLAND, holidays: days }, holidays: new Set(days.map(dateOf)) }));

const lengths: fc.Arbitrary<Length> = fc.oneof(
  fc.record({ minutes: fc.integer({ min: 1, max: 10_000 }) }),
  fc.record({ hours: fc.integer({ min: 1, max: 1_000 }) }),
  fc.record({ workingDays: fc.integer({ min: 1, max: 50 }) }),
  fc.record({ calendarDays: fc.integer({ min: 1, max: 100 }) }),
);

describe('the due instant', () => {
  it('agrees with an independent slow calculation in 50,000 cases', { timeout: 120_000 }, () => {
    const cases = fc.tuple(
      fc.constantFrom(...calendars),
      fc.integer({ min: Date.parse('2000-01-01T00:00Z'), max: Date.parse('2039-12-31T00:00Z') }),
      lengths,
    );
    fc.assert(
      fc.property(cases, ([{ calendar, holidays }, start, length]) => {
        expect(dueAt(calendar, start, length)).toBe(slowDueAt(holidays, start, length));
      }),
      { numRuns: 50_000, seed: 2026 },
    );
  });
});

describe('the due instant, whatever the clock', () => {
  const instants = fc.integer({ min: Date.parse('2020-01-01T00:00Z'), max: Date.parse('2035-12-31T00:00Z') });

  it('comes after the start', () => {
    fc.assert(fc.property(instants, lengths, (start, length) => dueAt(ENGLAND, start, length) > start));
  });

  it('never comes sooner for a later start', () => {
    fc.assert(
      fc.property(instants, instants, lengths, (a, b, length) => {
        const [first, second] = [Math.min(a, b), Math.max(a, b)];
        return dueAt(ENGLAND, first, length) <= dueAt(ENGLAND, second, length);
      }),
    );
  });

  it('comes later for a longer length of the same kind', () => {
    const kinds = fc.constantFrom('minutes', 'hours', 'workingDays', 'calendarDays');
    const counts = fc.integer({ min: 1, max: 300 });
    fc.assert(
      fc.property(instants, kinds, counts, (start, kind, n) => {
        const [short, long] = [{ [kind]: n } as unknown as Length, { [kind]: n + 1 } as unknown as Length];
        return dueAt(ENGLAND, start, short) < dueAt(ENGLAND, start, long);
      }),
    );
  });
});
