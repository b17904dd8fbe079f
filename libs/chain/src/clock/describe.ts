import type { CalendarSnapshot, DayNumber, Instant } from './calendar.ts';
import { civilDate, DAY, HOUR, MINUTE, two, weekday } from './civil.ts';
import type { Limit } from './length.ts';
import { localDay, offsetAt, startOfDay } from './local.ts';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** 'Mon 16 Nov 2026' */
export function describeDay(day: DayNumber): string {
  const { year, month, day: date } = civilDate(day);
  return `${WEEKDAYS[weekday(day)] ?? ''} ${date} ${MONTHS[month - 1] ?? ''} ${year}`;
}

/** '16:40', in local time; '01:30 BST' where the same time comes twice in one night. */
export function describeTime(calendar: CalendarSnapshot, instant: Instant): string {
  const local = instant + offsetAt(calendar, instant);
  const minutes = Math.floor((local - Math.floor(local / DAY) * DAY) / MINUTE);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}${whichOfTwo(calendar, instant)}`;
}

/** Clocks go back by an hour: the hour before is summer time, and the hour after shows the same again. */
function whichOfTwo(calendar: CalendarSnapshot, instant: Instant): string {
  const offset = offsetAt(calendar, instant);
  if (offsetAt(calendar, instant + HOUR) < offset) return ' BST';
  return offsetAt(calendar, instant - HOUR) > offset ? ' GMT' : '';
}

/** 'Mon 16 Nov 2026, 16:40', in local time. */
export function describeInstant(calendar: CalendarSnapshot, instant: Instant): string {
  return `${describeDay(localDay(calendar, instant))}, ${describeTime(calendar, instant)}`;
}

/** 'by the end of Mon 30 Mar 2026' where the day's last moment counts, else 'before 16:40 on Mon 30 Mar 2026'. */
export function describeDue(calendar: CalendarSnapshot, due: Instant): string {
  const day = localDay(calendar, due);
  if (due === startOfDay(calendar, day)) return `by the end of ${describeDay(localDay(calendar, due - 1))}`;
  return `before ${describeTime(calendar, due)} on ${describeDay(day)}`;
}

export const END_OF_DAY = 'the end of the same day';

export const UNITS = {
  minutes: ['minute', 'minutes'],
  hours: ['hour', 'hours'],
  workingDays: ['working day', 'working days'],
  schoolDays: ['school day', 'school days'],
  calendarDays: ['day', 'days'],
  months: ['month', 'months'],
} as const;

/** '24 hours', '1 working day', '10 days', 'the end of the same day', '24 hours or 1 working day, whichever is sooner' */
export function describeLength(length: Limit): string {
  if ('sooner' in length) return `${partsOf(length).map(describeLength).join(' or ')}, whichever is sooner`;
  if ('beforeNext' in length) return `before the next ${KINDS[length.beforeNext]} begins`;
  if ('calendarDays' in length && length.calendarDays === 0) return END_OF_DAY;
  for (const unit of Object.keys(UNITS) as (keyof typeof UNITS)[]) {
    const count = (length as Partial<Record<keyof typeof UNITS, number>>)[unit];
    if (count !== undefined) return `${count} ${UNITS[unit][count === 1 ? 0 : 1]}`;
  }
  return '';
}

/** 'within 24 hours', 'by the end of the same day', 'before the next school day begins' */
export function describeWithin(limit: Limit): string {
  const said = describeLength(limit);
  if (said.startsWith(END_OF_DAY)) return `by ${said}`;
  return said.startsWith('before ') ? said : `within ${said}`;
}

const partsOf = (limit: Limit): readonly Limit[] =>
  'sooner' in limit ? limit.sooner.flatMap(partsOf) : [limit];

const KINDS = { schoolDay: 'school day', workingDay: 'working day' } as const;
