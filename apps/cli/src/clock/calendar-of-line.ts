import { calendarSnapshot, ENGLAND } from '@trustward/chain';
import type { CalendarSnapshot, DayNumber } from '@trustward/chain';
import * as z from 'zod';
import { day } from './instant.ts';
import { read, Unreadable } from './unreadable.ts';

const MOST_DAYS = 2_000;
const days = z.array(day).max(MOST_DAYS);

const changes = z.strictObject({
  /** Holidays besides England's bank holidays. */
  holidays: days.optional(),
  /** Bank holidays that are none here, as one that was moved. */
  notHolidays: days.optional(),
  /** First and last day of each term. */
  terms: z
    .array(z.tuple([day, day]))
    .max(MOST_DAYS)
    .optional(),
  insetDays: days.optional(),
  /** Local time at which a school day begins. */
  schoolDayStarts: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time of day as 08:30.')
    .optional(),
});
type Changes = z.infer<typeof changes>;

/** How a line names its calendar: England's with changes, or a whole snapshot. */
export const lineCalendar = z.record(z.string(), z.unknown(), {
  error: 'Write a calendar, such as { "terms": [["2026-09-02", "2026-10-23"]] }.',
});
export type LineCalendar = z.infer<typeof lineCalendar>;

const MOST_KEPT = 100;
/** Lines often share a calendar, and what is derived from one is worth keeping. */
const kept = new Map<string, CalendarSnapshot>();

export function calendarOf(asked: LineCalendar | undefined): CalendarSnapshot {
  if (asked === undefined) return ENGLAND;
  const key = JSON.stringify(asked);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = Object.hasOwn(asked, 'offsets')
    ? read(calendarSnapshot, asked, 'calendar')
    : changed(read(changes, asked, 'calendar'));
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, made);
  return made;
}

function changed({
  holidays = [],
  notHolidays = [],
  terms,
  insetDays,
  schoolDayStarts,
}: Changes): CalendarSnapshot {
  const none = new Set(notHolidays);
  const kind = ENGLAND.holidays.filter((each) => !none.has(each));
  const calendar = {
    ...ENGLAND,
    name: 'England, changed',
    holidays: ascending([...kind, ...holidays]),
    ...(terms === undefined ? {} : { terms: [...terms].sort((a, b) => a[0] - b[0]) }),
    ...(insetDays === undefined ? {} : { insetDays: ascending(insetDays) }),
    ...(schoolDayStarts === undefined ? {} : { schoolDayStarts: minutesOf(schoolDayStarts) }),
  };
  for (const each of [...holidays, ...(insetDays ?? [])]) {
    if (each < ENGLAND.from || each > ENGLAND.to) {
      throw new Unreadable(
        'calendar: England is known from 2020 to 2035 only, so no other day can be a day off.',
      );
    }
  }
  return read(calendarSnapshot, calendar, 'calendar');
}

const ascending = (all: readonly DayNumber[]): DayNumber[] => [...new Set(all)].sort((a, b) => a - b);

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
