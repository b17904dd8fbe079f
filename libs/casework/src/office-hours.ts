import type { WeeklySpan } from '@trustward/contracts';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const WORKING = [1, 2, 3, 4, 5];
const PART = /^(\w+)(?: to (\w+))?,? (\d{1,2}:\d{2}) to (\d{1,2}:\d{2})$/;

/** 'Monday to Friday, 8:30 to 17:00; Saturday, 9:00 to 12:00' as stretches of the week; null for words of another kind. */
export function weeklyHours(words: string): WeeklySpan[] | null {
  const spans = words.split(';').map((part) => spanOf(part.trim()));
  return spans.every((span) => span !== null) ? spans : null;
}

/** When offices close that are open in these words: on the working day on which they close first. Null where none is said. */
export function officeCloses(words: string): string | null {
  const spans = weeklyHours(words) ?? [];
  const closing = WORKING.flatMap((day) => {
    const ends = spans.filter(({ days }) => days.includes(day)).map(({ to }) => to);
    return ends.toSorted().slice(-1);
  });
  return closing.toSorted()[0] ?? null;
}

function spanOf(part: string): WeeklySpan | null {
  const [, first = '', last = first, from = '', to = ''] = PART.exec(part) ?? [];
  const [begins, ends] = [DAYS.indexOf(first.toLowerCase()) + 1, DAYS.indexOf(last.toLowerCase()) + 1];
  const [opens, closes] = [from.padStart(5, '0'), to.padStart(5, '0')];
  if (begins === 0 || ends < begins || !isTime(opens) || !isTime(closes) || closes <= opens) return null;
  return {
    days: Array.from({ length: ends - begins + 1 }, (_, n) => begins + n),
    from: opens,
    to: closes,
  };
}

const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
