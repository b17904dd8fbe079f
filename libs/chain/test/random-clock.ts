import type { CalendarSnapshot } from '../src/clock/calendar.ts';
import type { ClockRule } from '../src/clock/due-of.ts';
import type { Length, Limit } from '../src/clock/length.ts';
import type { Pause } from '../src/clock/pauses.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;

/** Numbers from a seed, the same for everybody (mulberry32). */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to 1. */
  share(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  int(from: number, to: number): number {
    return from + Math.floor(this.share() * (to - from + 1));
  }

  is(share: number): boolean {
    return this.share() < share;
  }

  one<T>(things: readonly T[]): T {
    const thing = things[this.int(0, things.length - 1)];
    if (thing === undefined) throw new Error('Nothing to choose from.');
    return thing;
  }
}

export interface RandomClock {
  readonly calendar: CalendarSnapshot;
  readonly clock: ClockRule;
  readonly start: number;
  readonly pauses: readonly Pause[];
}

type Offsets = CalendarSnapshot['offsets'];

/** Calendars of one to sixteen years, some without terms, with days off anywhere, weekends not excepted. */
export function randomCalendars(chance: Chance, count: number, offsets: Offsets): CalendarSnapshot[] {
  return Array.from({ length: count }, () => {
    const from = chance.int(Date.UTC(2008, 0, 1) / DAY, Date.UTC(2024, 0, 1) / DAY);
    const to = from + chance.int(365, 16 * 365);
    const some = (most: number) => randomDays(chance, { from, to }, most);
    return {
      name: 'A random place',
      from,
      to,
      holidays: some(250),
      offsets,
      ...(chance.is(0.7)
        ? { terms: randomTerms(chance, from - chance.int(0, 60)), insetDays: some(120) }
        : {}),
      ...(chance.is(0.5) ? { schoolDayStarts: chance.one([0, 60, 90, 480, 525, 540, 1439]) } : {}),
    };
  });
}

/** The same, half of them with days on which a trust closed its offices. */
export const someClosed = (chance: Chance, calendars: readonly CalendarSnapshot[]): CalendarSnapshot[] =>
  calendars.map((each) =>
    chance.is(0.5) ? { ...each, officesClosed: randomDays(chance, each, 250) } : each,
  );

const randomDays = (chance: Chance, { from, to }: Pick<CalendarSnapshot, 'from' | 'to'>, most: number) =>
  [...new Set(Array.from({ length: chance.int(0, most) }, () => chance.int(from - 30, to + 30)))].sort(
    (a, b) => a - b,
  );

function randomTerms(chance: Chance, from: number): [number, number][] {
  const terms: [number, number][] = [];
  let day = from + chance.int(0, 200);
  for (let left = chance.int(1, 40); left > 0; left -= 1) {
    const last = day + chance.int(0, 60);
    terms.push([day, last]);
    day = last + chance.int(1, 45);
  }
  return terms;
}

/** Any clock that the language knows, about instants where it could go wrong. */
export function randomClock(chance: Chance, calendars: readonly CalendarSnapshot[]): RandomClock {
  const calendar = chance.one(calendars);
  const start = randomStart(chance, calendar);
  const base = {
    ...(chance.is(0.35) ? { weekendStart: chance.one(['strict', 'lenient'] as const) } : {}),
    ...(chance.is(0.35) ? { close: randomClose(chance) } : {}),
    ...(chance.is(0.35) ? { roll: chance.one(['forward', 'back'] as const) } : {}),
    ...(chance.is(0.25) ? { floor: randomLimit(chance, 1) } : {}),
  };
  const clock = chance.is(0.2)
    ? { ...base, before: randomLength(chance), event: 'conference' }
    : { ...base, within: randomLimit(chance, 2) };
  return { calendar, clock, start, pauses: chance.is(0.5) ? [] : randomPauses(chance, start) };
}

function randomStart(chance: Chance, { from, to, offsets }: CalendarSnapshot): number {
  // The first and last years of the table are left alone: beyond them London has no changes here, but does by rule.
  if (chance.is(0.15)) {
    return chance.one(offsets.slice(8, -8))[0] + chance.int(-3 * 24 * 60, 24 * 60) * MINUTE;
  }
  const day = chance.int(from - 90, to + 90);
  if (chance.is(0.3)) return day * DAY + chance.one([-60, 0, 16 * 60, 17 * 60, 8 * 60 + 30]) * MINUTE;
  return day * DAY + chance.int(0, DAY - 1);
}

const randomClose = (chance: Chance) => ({
  at: chance.one(['17:00', '16:30', '12:00', '23:59', '00:00', '01:30']),
  startAfterIt: chance.one(['sameDay', 'nextDay'] as const),
});

function randomLength(chance: Chance): Length {
  switch (chance.int(0, 5)) {
    case 0:
      return { minutes: chance.int(1, 20_000) };
    case 1:
      return { hours: chance.int(1, 1_000) };
    case 2:
      return { workingDays: chance.int(1, chance.is(0.05) ? 300 : 30) };
    case 3:
      return { schoolDays: chance.int(1, chance.is(0.05) ? 200 : 25) };
    case 4:
      return { calendarDays: chance.int(0, 60) };
    default:
      return { months: chance.int(1, chance.is(0.1) ? 18 : 3) };
  }
}

function randomLimit(chance: Chance, depth: number): Limit {
  if (depth > 0 && chance.is(0.12)) {
    return { sooner: Array.from({ length: chance.int(2, 3) }, () => randomLimit(chance, depth - 1)) };
  }
  if (chance.is(0.1)) return { beforeNext: chance.one(['schoolDay', 'workingDay'] as const) };
  return randomLength(chance);
}

function randomPauses(chance: Chance, start: number): Pause[] {
  return Array.from({ length: chance.int(1, 4) }, () => {
    const from = atEdge(chance, start + chance.int(-5 * 24, 30 * 24) * HOUR + chance.int(0, HOUR));
    if (chance.is(0.06)) return { from, to: null };
    return { from, to: atEdge(chance, from + chance.int(-HOUR, chance.one([2, 30, 100, 300]) * HOUR)) };
  });
}

/** Now and then exactly where a day begins or ends. */
const atEdge = (chance: Chance, instant: number): number =>
  chance.is(0.4)
    ? Math.floor(instant / DAY) * DAY +
      chance.one([-60, 0, 17 * 60, 16 * 60, 8 * 60 + 30, 7 * 60 + 30]) * MINUTE
    : instant;
