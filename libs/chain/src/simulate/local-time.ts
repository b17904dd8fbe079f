import type { CalendarSnapshot, DayNumber, Instant } from '../clock/calendar.ts';
import { dayNumber, HOUR } from '../clock/civil.ts';
import { describeTime } from '../clock/describe.ts';
import { atTime, offsetAt } from '../clock/local.ts';

// Apart from the parser, so that a scenario which has been read is played without it.

export const WRITTEN = /^(\d{4})-(\d{2})-(\d{2}) ([01]\d|2[0-3]):([0-5]\d)( GMT| BST)?$/;

/** The day of a date that has been read. */
export function dayOf(date: string): DayNumber {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return dayNumber({ year, month, day });
}

export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** The instant of a time that has been read. */
export function instantOfLocal(calendar: CalendarSnapshot, written: string): Instant {
  const at = firstShown(calendar, written);
  return written.endsWith(' GMT') && comesTwice(calendar, at) ? at + HOUR : at;
}

/** Why a time that has been read is no one instant; null where it is. */
export function whyNotOne(calendar: CalendarSnapshot, written: string): string | null {
  const at = firstShown(calendar, written);
  if (describeTime(calendar, at).slice(0, 5) !== written.slice(11, 16)) {
    return 'No clock shows this time, for the clocks go forward.';
  }
  const zone = written.slice(17);
  if (comesTwice(calendar, at)) {
    return zone === '' ? 'Write this time with GMT or BST behind it, for the clocks go back.' : null;
  }
  const shown = offsetAt(calendar, at) === 0 ? 'GMT' : 'BST';
  return zone === '' || zone === shown
    ? null
    : `The clock on the wall shows ${shown} then: write the time that it shows.`;
}

const firstShown = (calendar: CalendarSnapshot, written: string): Instant =>
  atTime(calendar, dayOf(written.slice(0, 10)), minutesOf(written.slice(11, 16)));

/** Before the clocks go back, the same time in GMT comes an hour later. */
const comesTwice = (calendar: CalendarSnapshot, at: Instant): boolean =>
  describeTime(calendar, at).endsWith(' BST');
