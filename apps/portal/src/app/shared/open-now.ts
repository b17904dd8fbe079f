import type { Answering, ContactNumber, DangerNumbers } from '@trustward/contracts';
import { byWhen, fromWall, toWall } from './london-time.ts';

/** A number and whether anybody answers it now, by its hours; null where they cannot be reckoned with. */
export interface Line extends ContactNumber {
  readonly open: boolean | null;
  /** “Open now, until 17:00 today”, “Closed now, opens Mon 23 Nov, 08:30”. */
  readonly says: string;
}

const DAY_MS = 86_400_000;
const LOOK_AHEAD_DAYS = 21;
const UNKNOWN = 1;
const RANK = { open: 0, closed: 2 };

/** Whoever answers now stands first; whoever is closed comes last, with when they open. */
export function openFirst(
  numbers: readonly ContactNumber[],
  closedOn: DangerNumbers['closedOn'],
  now: number,
): Line[] {
  return numbers
    .map((line) => ({ ...line, ...standing(line.hours, new Set(closedOn), now) }))
    .sort((a, b) => rank(a) - rank(b));
}

const rank = ({ open }: Line): number => (open === null ? UNKNOWN : open ? RANK.open : RANK.closed);

function standing(
  hours: Answering | null,
  closedOn: ReadonlySet<string>,
  now: number,
): Pick<Line, 'open' | 'says'> {
  if (hours === null) return { open: null, says: '' };
  const stretch = stretches(hours, closedOn, now).find(({ to }) => to > now);
  const inOffice = stretch !== undefined && stretch.from <= now;
  const changes = stretch === undefined ? null : byWhen(inOffice ? stretch.to : stretch.from, now);
  const open = inOffice !== hours.outside;
  if (changes === null) return { open, says: open ? 'Open now' : 'Closed now' };
  return { open, says: open ? `Open now, until ${changes}` : `Closed now, opens ${changes}` };
}

/** The hours of the office on the days from today on. */
function stretches({ spans }: Answering, closedOn: ReadonlySet<string>, now: number) {
  const today = Date.parse(`${toWall(now).slice(0, 10)}T00:00Z`);
  return Array.from({ length: LOOK_AHEAD_DAYS }, (_, n) => new Date(today + n * DAY_MS))
    .map((day) => ({ date: day.toISOString().slice(0, 10), weekday: day.getUTCDay() || 7 }))
    .filter(({ date }) => !closedOn.has(date))
    .flatMap(({ date, weekday }) =>
      spans
        .filter(({ days }) => days.includes(weekday))
        .map(({ from, to }) => ({ from: at(date, from), to: at(date, to) })),
    )
    .sort((a, b) => a.from - b.from);
}

const at = (date: string, time: string): number => fromWall(`${date}T${time}`) ?? 0;
