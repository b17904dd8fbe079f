import { dayNumber, ENGLAND } from '@trustward/chain';
import type { CalendarSnapshot, ClockRule } from '@trustward/chain';
import { Chance } from '@trustward/chain/test/random-clock';

export interface Sample {
  readonly clock: ClockRule;
  readonly start: number;
}

/** The clocks that the chains of a trust have, as often as they have them. */
const CLOCKS: readonly ClockRule[] = [
  { within: { minutes: 30 } },
  { within: { hours: 4 } },
  { within: { hours: 24 } },
  { within: { hours: 48 }, floor: { hours: 72 } },
  { within: { workingDays: 1 } },
  { within: { workingDays: 1 }, weekendStart: 'lenient' },
  { within: { workingDays: 3 }, close: { at: '17:00', startAfterIt: 'nextDay' } },
  { within: { workingDays: 15 } },
  { within: { workingDays: 45 } },
  { within: { schoolDays: 5 } },
  { within: { beforeNext: 'schoolDay' } },
  { within: { sooner: [{ hours: 24 }, { workingDays: 1 }] } },
  { within: { calendarDays: 28 } },
  { within: { months: 1 }, roll: 'forward' },
  { before: { workingDays: 2 } },
];

/** Five years of terms, so that clocks of school days have days to count. */
export function aSchool(): CalendarSnapshot {
  const terms = [2024, 2025, 2026, 2027, 2028].flatMap((year) => [
    term([year, 9, 2], [year, 10, 23]),
    term([year, 11, 2], [year, 12, 18]),
    term([year + 1, 1, 4], [year + 1, 2, 12]),
    term([year + 1, 2, 22], [year + 1, 3, 25]),
    term([year + 1, 4, 12], [year + 1, 5, 28]),
    term([year + 1, 6, 7], [year + 1, 7, 21]),
  ]);
  return { ...ENGLAND, name: 'A school', terms, insetDays: terms.map(([first]) => first) };
}

type Ymd = readonly [year: number, month: number, day: number];
const dayOf = ([year, month, day]: Ymd): number => dayNumber({ year, month, day });
const term = (first: Ymd, last: Ymd): [number, number] => [dayOf(first), dayOf(last)];

export function samples(count: number, seed: number): readonly Sample[] {
  const chance = new Chance(seed);
  const [first, last] = [Date.UTC(2024, 8, 1), Date.UTC(2029, 6, 1)];
  return Array.from({ length: count }, () => ({ clock: chance.one(CLOCKS), start: chance.int(first, last) }));
}
