import type { CalendarSnapshot, DayNumber } from './calendar.ts';
import { describeDay } from './describe.ts';
import { isSchoolDay, whyOff } from './working-days.ts';

/** What an edit changed about one day, or about the calendar as a whole. */
export interface CalendarChange {
  /** Null where it may concern any day. */
  readonly day: DayNumber | null;
  /** Whether it concerns clocks that count school days only. */
  readonly isOfSchool: boolean;
  readonly sentence: string;
}

/** Everything in which two calendars differ, in order of days. */
export function calendarChanges(before: CalendarSnapshot, after: CalendarSnapshot): CalendarChange[] {
  const [from, to] = [Math.min(before.from, after.from), Math.max(before.to, after.to)];
  const changes = wholeChanges(before, after);
  for (let day = from; day <= to; day += 1) {
    const [was, is] = [whyOff(before, day), whyOff(after, day)];
    const [schooled, schools] = [isSchoolDay(before, day), isSchoolDay(after, day)];
    if (was !== is) {
      const sentence = `${describeDay(day)} is ${is === null ? `no longer ${OFF[was ?? 'holiday']}` : `now ${OFF[is]}`}`;
      changes.push({ day, isOfSchool: false, sentence });
    } else if (schooled !== schools) {
      const sentence = `${describeDay(day)} is ${schools ? 'now a school day' : offDay(after, day)}`;
      changes.push({ day, isOfSchool: true, sentence });
    }
  }
  return changes;
}

const OFF = { holiday: 'a bank holiday', closed: 'a day on which offices are closed' };

const offDay = (calendar: CalendarSnapshot, day: DayNumber): string =>
  calendar.insetDays?.includes(day) ? 'now an INSET day' : 'no longer a school day';

function wholeChanges(before: CalendarSnapshot, after: CalendarSnapshot): CalendarChange[] {
  const changes: CalendarChange[] = [];
  const add = (isOfSchool: boolean, sentence: string) => changes.push({ day: null, isOfSchool, sentence });
  if (JSON.stringify(before.offsets) !== JSON.stringify(after.offsets)) {
    add(false, 'the clocks on the wall change at other times');
  }
  if (before.schoolDayStarts !== after.schoolDayStarts) add(true, 'school days begin at another time');
  if (before.from !== after.from || before.to !== after.to) {
    add(false, `holidays are known from ${describeDay(after.from)} to ${describeDay(after.to)}`);
  }
  const [known, knows] = [knownTerms(before), knownTerms(after)];
  if (known !== knows) add(true, knows);
  return changes;
}

function knownTerms({ terms = [] }: CalendarSnapshot): string {
  const [first, last] = [terms[0]?.[0], terms.at(-1)?.[1]];
  return first === undefined || last === undefined
    ? 'no term dates are known'
    : `term dates are known from ${describeDay(first)} to ${describeDay(last)}`;
}
