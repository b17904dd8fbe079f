import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Chance, randomCalendars, randomClock, someClosed } from '../../test/random-clock.ts';
import { slowDue } from '../../test/slow-clock.ts';
import { dueAt } from './due-at.ts';
import { dueOf } from './due-of.ts';
import { ENGLAND } from './england/england.ts';
import type { Length } from './length.ts';
import { atTime } from './local.ts';

const SEED = 2026;

const someCalendars = (chance: Chance, count: number) => [
  ...someClosed(chance, randomCalendars(chance, count, ENGLAND.offsets)),
  ENGLAND,
];

describe('the due instant', () => {
  it(
    `agrees with an independent slow calculation in 50,000 cases (seed ${SEED})`,
    { timeout: 240_000 },
    () => {
      const chance = new Chance(SEED);
      const calendars = someCalendars(chance, 60);
      for (let n = 0; n < 50_000; n += 1) {
        const { calendar, clock, start, pauses } = randomClock(chance, calendars);
        const quick = dueOf(calendar, clock, start, pauses);
        const slow = slowDue(calendar, clock, start, pauses);
        if (quick.due === slow.due && quick.provisional === slow.provisional) continue;
        expect({ n, clock, start, pauses, ...quick }).toEqual({ n, clock, start, pauses, ...slow });
      }
    },
  );
});

describe('the due instant before an event that falls exactly where a day begins', () => {
  it('agrees too, that beginning being the last', () => {
    const chance = new Chance(SEED + 2);
    const calendars = someCalendars(chance, 10);
    for (let n = 0; n < 2_000; n += 1) {
      const calendar = chance.one(calendars);
      const beforeNext = chance.one(['schoolDay', 'workingDay'] as const);
      const minutes = beforeNext === 'schoolDay' ? (calendar.schoolDayStarts ?? 510) : 0;
      const event = atTime(calendar, chance.int(calendar.from + 60, calendar.to), minutes);
      const clock = { before: { minutes: 1 }, event: 'conference', floor: { beforeNext } };
      expect(dueOf(calendar, clock, event)).toEqual(slowDue(calendar, clock, event, []));
    }
  });
});

describe('the due instant, whatever the clock', () => {
  const instants = fc.integer({ min: Date.parse('2020-01-01T00:00Z'), max: Date.parse('2035-12-31T00:00Z') });
  const lengths: fc.Arbitrary<Length> = fc.oneof(
    fc.record({ minutes: fc.integer({ min: 1, max: 10_000 }) }),
    fc.record({ hours: fc.integer({ min: 1, max: 1_000 }) }),
    fc.record({ workingDays: fc.integer({ min: 1, max: 50 }) }),
    fc.record({ schoolDays: fc.integer({ min: 1, max: 50 }) }),
    fc.record({ calendarDays: fc.integer({ min: 0, max: 100 }) }),
    fc.record({ months: fc.integer({ min: 1, max: 24 }) }),
  );

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
    const kinds = fc.constantFrom('minutes', 'hours', 'workingDays', 'schoolDays', 'calendarDays', 'months');
    const counts = fc.integer({ min: 1, max: 100 });
    fc.assert(
      fc.property(instants, kinds, counts, (start, kind, n) => {
        const [short, long] = [{ [kind]: n } as unknown as Length, { [kind]: n + 1 } as unknown as Length];
        return dueAt(ENGLAND, start, short) < dueAt(ENGLAND, start, long);
      }),
    );
  });

  it('is never moved past its floor, by any option, pause or day that is closed', () => {
    const chance = new Chance(SEED + 1);
    const calendars = someCalendars(chance, 20);
    const open = new Map(calendars.map((each) => [each, { ...each, officesClosed: [] }]));
    for (let n = 0; n < 20_000; n += 1) {
      const { calendar, clock, start, pauses } = randomClock(chance, calendars);
      if ('before' in clock) continue;
      const { due } = dueOf(calendar, { ...clock, floor: clock.within }, start, pauses);
      if (due === null || due > dueAt(open.get(calendar) ?? calendar, start, clock.within)) {
        expect({ clock, start, due }).toBe('in time');
      }
    }
  });
});
