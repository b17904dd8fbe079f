/**
 * London by rule, not by table: summer time runs from 01:00 UTC on the last Sunday of March to that of October. Dates are
 * texts as the platform writes them. Nothing here is used by what it checks.
 */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Walks are long and go over the same days again and again. */
function remembered<Asked, Answer>(work: (asked: Asked) => Answer): (asked: Asked) => Answer {
  const known = new Map<Asked, Answer>();
  return (asked) => {
    const before = known.get(asked);
    if (before !== undefined) return before;
    const made = work(asked);
    known.set(asked, made);
    return made;
  };
}

const summerOf = remembered((year: number): readonly [number, number] => {
  const lastSunday = (month: number): number => {
    const end = new Date(Date.UTC(year, month, 31));
    return end.getTime() - end.getUTCDay() * DAY + HOUR;
  };
  return [lastSunday(2), lastSunday(9)];
});

/** What a clock on a wall in London shows at an instant, written as if it were UTC. */
function wall(instant: number): number {
  const [begins, ends] = summerOf(new Date(instant).getUTCFullYear());
  return instant >= begins && instant < ends ? instant + HOUR : instant;
}

/** The date in London. */
export const dateAt = (instant: number): string => dateOf(wall(instant));

/** The first instant at which clocks show a wall's time or a later one: found by walking. */
const firstShowing = remembered((wanted: number): number => {
  let instant = wanted - HOUR;
  while (wall(instant) < wanted) instant += MINUTE;
  return instant;
});

/** The first instant of a date at which clocks show so many minutes after midnight or more. */
export const timeOn = (date: string, minutes: number): number =>
  firstShowing(midnightOf(date) + minutes * MINUTE);

const dateOf = (utc: number): string => new Date(utc).toISOString().slice(0, 10);
const midnightOf = remembered((date: string): number => Date.parse(`${date}T00:00:00Z`));
const noonOf = (date: string): number => midnightOf(date) + DAY / 2;

export const dateOfDay = (day: number): string => dateOf(day * DAY);
export const dayAfter = remembered((date: string): string => dateOf(noonOf(date) + DAY));
export const dayBefore = remembered((date: string): string => dateOf(noonOf(date) - DAY));
export const isAtWeekend = remembered(
  (date: string): boolean => new Date(noonOf(date)).getUTCDay() % 6 === 0,
);

/** The same date some months away, or the last one of that month. */
export function monthsFrom(date: string, months: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  let last = day;
  for (;;) {
    const tried = new Date(Date.UTC(year, month - 1 + months, last));
    if (tried.getUTCDate() === last) return dateOf(tried.getTime());
    last -= 1;
  }
}
