/** Times as people in England say them, whatever the device's own time zone: "Mon 16 Nov, 15:52". */
const ZONE = 'Europe/London';
const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  weekday: 'short',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

interface Wall {
  readonly weekday: string;
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
}

function wall(at: number): Wall {
  const found: Record<string, string> = {};
  for (const { type, value } of parts.formatToParts(at)) found[type] = value;
  const get = (name: string): string => found[name] ?? '';
  return {
    weekday: get('weekday'),
    year: get('year'),
    month: get('month'),
    day: get('day'),
    hour: get('hour'),
    minute: get('minute'),
  };
}

const date = (w: Wall): string => `${w.year}-${w.month}-${w.day}`;

/** "15:52" */
export function clockTime(at: number): string {
  const w = wall(at);
  return `${w.hour}:${w.minute}`;
}

/** "Mon 16 Nov", with the year when it is not this year's. */
export function dayName(at: number, now: number): string {
  const w = wall(at);
  const year = w.year === wall(now).year ? '' : ` ${w.year}`;
  return `${w.weekday} ${Number(w.day)} ${MONTHS[Number(w.month) - 1] ?? ''}${year}`;
}

/** "Mon 16 Nov, 15:52" */
export const dayAndTime = (at: number, now: number): string => `${dayName(at, now)}, ${clockTime(at)}`;

/** Today, tomorrow, yesterday, or the day's name. */
export function nearDay(at: number, now: number): string {
  const day = date(wall(at));
  if (day === date(wall(now))) return 'today';
  if (day === date(wall(now + DAY))) return 'tomorrow';
  if (day === date(wall(now - DAY))) return 'yesterday';
  return dayName(at, now);
}

/** "16:40 today"; midnight is said as the end of the day before, as people mean it. */
export function byWhen(due: number, now: number): string {
  if (clockTime(due) === '00:00') return `the end of ${nearDay(due - MINUTE, now)}`;
  const day = nearDay(due, now);
  return ['today', 'tomorrow', 'yesterday'].includes(day)
    ? `${clockTime(due)} ${day}`
    : `${day}, ${clockTime(due)}`;
}

/** The value of a `datetime-local` field: London's wall clock. */
export function toWall(at: number): string {
  const w = wall(at);
  return `${date(w)}T${w.hour}:${w.minute}`;
}

/** The instant a London wall clock shows; in the hour that happens twice, the earlier. Null when malformed. */
export function fromWall(value: string): number | null {
  const naive = Date.parse(`${value}Z`);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value) || Number.isNaN(naive)) return null;
  for (const offset of [60 * MINUTE, 0]) if (toWall(naive - offset) === value) return naive - offset;
  // A wall clock that never showed this time: the spring hour that is skipped.
  return naive;
}

/** A date that came as text: "7 Sep", or as it came when it is words already. */
export function spokenDate(text: string): string {
  const at = Date.parse(text);
  return Number.isNaN(at) || !/^\d{4}-/.test(text) ? text : dayName(at, Date.now()).replace(/^\w+ /, '');
}
