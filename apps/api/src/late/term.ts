import type { Instant } from '@trustward/chain';

/** The first days of England's three terms, near enough for a figure on a board; real term dates come with calendars. */
const TERM_STARTS = [
  { month: 8, day: 1 },
  { month: 3, day: 15 },
  { month: 0, day: 1 },
] as const;

/** When the term that `now` falls in began. */
export function termStart(now: Instant): Instant {
  const year = new Date(now).getUTCFullYear();
  const starts = TERM_STARTS.map(({ month, day }) => Date.UTC(year, month, day));
  return starts.find((start) => start <= now) ?? now;
}
