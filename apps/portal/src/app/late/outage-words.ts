import type { LateBoard, LateRow } from '@trustward/contracts';
import { inWords, numberWord } from '../shared/duration.ts';
import { clockTime, nearDay } from '../shared/london-time.ts';
import { worded } from '../shared/worded.ts';

type Outage = NonNullable<LateRow['lateByOutage']>;

/** "from 09:12 to 10:20 today", or "on Mon 16 Nov"; both days where it went on overnight. */
function span({ since, until }: Outage, now: number): string {
  const from = Date.parse(since);
  const begun = onDay(from, now);
  if (until === null) return `since ${clockTime(from)} ${begun}`;
  const to = Date.parse(until);
  const ended = onDay(to, now);
  return begun === ended
    ? `from ${clockTime(from)} to ${clockTime(to)} ${begun}`
    : `from ${clockTime(from)} ${begun} to ${clockTime(to)} ${ended}`;
}

function onDay(at: number, now: number): string {
  const day = nearDay(at, now);
  return /\d/.test(day) ? `on ${day}` : day;
}

const WHAT = { reminders: 'Reminders waited', recording: 'Nobody could record anything' } as const;

/** One sentence for an outage, and how much of what became late in it is late because of it. */
export function outageSentence(outage: LateBoard['outages'][number], now: number): string {
  const { becameLate: all, lateByOutage: marked, what, recordingMinutes: mute } = outage;
  const happened =
    what === 'reminders' && mute > 0
      ? `${lateByOutageWords(outage, now)}, and for ${inWords(mute * 60_000)} of that nobody could record anything, because Trustward was down.`
      : wasDown(outage, now);
  const duties = all === 1 ? 'One duty' : `${numberWord(all)} duties`;
  return `${happened} ${duties} became late in that time; ${byIt(all, marked)}.`;
}

const DOWN = { reminders: 'part of Trustward was down', recording: 'Trustward was down' } as const;

/** "Reminders waited from 09:12 to 10:20 today because part of Trustward was down." */
export const wasDown = (outage: Outage, now: number): string =>
  `${lateByOutageWords(outage, now)} because ${worded(DOWN, outage.what, 'part of Trustward was down')}.`;

function byIt(all: number, marked: number): string {
  const [one, each] =
    marked === 0
      ? ['it was not late because of it', 'none of them was late because of it']
      : ['it is marked as late by it', 'each is marked as late by it'];
  if (marked === 0 || marked === all) return all === 1 ? one : each;
  return `${numberWord(marked).toLowerCase()} of them ${marked === 1 ? 'is' : 'are'} marked as late by it`;
}

/** Beside the reason why a duty is late. */
export const lateByOutageWords = (outage: Outage, now: number): string =>
  `${worded(WHAT, outage.what, 'Part of Trustward was down')} ${span(outage, now)}`;
