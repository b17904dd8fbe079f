const MINUTE = 60_000;

interface Split {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
}

function split(ms: number): Split {
  const all = Math.max(0, Math.floor(Math.abs(ms) / MINUTE));
  return { days: Math.floor(all / 1440), hours: Math.floor(all / 60) % 24, minutes: all % 60 };
}

const many = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`;

/** "1 day 3 hours", "1 hour 50 minutes", "20 minutes": never more than two parts, and none that says nothing. */
export function inWords(ms: number): string {
  const { days, hours, minutes } = split(ms);
  if (days > 6) return many(days, 'day');
  if (days > 0) return hours ? `${many(days, 'day')} ${many(hours, 'hour')}` : many(days, 'day');
  if (hours > 0) return minutes ? `${many(hours, 'hour')} ${many(minutes, 'minute')}` : many(hours, 'hour');
  return minutes ? many(minutes, 'minute') : 'less than a minute';
}

/** The same for a narrow place: "1 day 3 h", "2 h 5 min", "20 min". */
export function inBrief(ms: number): string {
  const { days, hours, minutes } = split(ms);
  if (days > 6) return many(days, 'day');
  if (days > 0) return hours ? `${many(days, 'day')} ${hours} h` : many(days, 'day');
  if (hours > 0) return minutes ? `${hours} h ${minutes} min` : `${hours} h`;
  return minutes ? `${minutes} min` : 'under a minute';
}

const NUMBERS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];

/** A number that begins a sentence: "Three", and figures from eleven. */
export const numberWord = (n: number): string => NUMBERS[n] ?? String(n);
