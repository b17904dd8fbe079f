import type { DutyState } from '@trustward/chain';
import { inBrief, inWords } from './duration.ts';
import { byWhen } from './london-time.ts';
import { worded } from './worded.ts';

/** A duty due within this is said to be due soon, the same four hours that the leaders' board looks ahead. */
const SOON_MS = 4 * 60 * 60_000;
const MINUTE_MS = 60_000;

type Tone = 'late' | 'soon' | 'done' | 'wait' | 'plain';
export interface StateWord {
  readonly word: string;
  readonly tone: Tone;
}
export interface Timed {
  readonly state: DutyState;
  readonly due: number | null;
  /** Whose time it is, when not ours: that is never a lateness of ours. */
  readonly theirs?: string | null;
}

const ENDED: Readonly<Record<Exclude<DutyState, 'open' | 'late'>, StateWord>> = {
  met: { word: 'Done in time', tone: 'done' },
  metLate: { word: 'Done late', tone: 'late' },
  recordedLate: { word: 'Done in time, recorded late', tone: 'soon' },
  waived: { word: 'Left out, as agreed', tone: 'plain' },
  notApplicable: { word: 'Does not apply', tone: 'plain' },
  superseded: { word: 'No longer needed', tone: 'plain' },
};

/** A later version may know of more ways to stand; by its clock alone it is neither late nor to be done. */
const UNKNOWN: StateWord = { word: 'Load this page again', tone: 'plain' };

/** The state of a duty as a word. An open duty whose time has passed is late at once, before the server says so. */
export function stateWord({ state, due, theirs }: Timed, now: number): StateWord {
  if (state !== 'open' && state !== 'late') return worded(ENDED, state, UNKNOWN);
  if (theirs) {
    const isOver = due !== null && due <= now;
    return isOver ? { word: 'Nothing heard', tone: 'soon' } : { word: 'Waiting for them', tone: 'wait' };
  }
  if (due === null) {
    return { word: state === 'late' ? 'Late' : 'No deadline', tone: state === 'late' ? 'late' : 'plain' };
  }
  if (state === 'late' || due <= now) return { word: lateWord(now - due), tone: 'late' };
  return due - now <= SOON_MS ? { word: 'Due soon', tone: 'soon' } : { word: 'To do', tone: 'wait' };
}

export interface ClockSentence {
  /** "by", "was due by". */
  readonly before: string;
  /** "16:40 today". */
  readonly when: string;
  /** "in 1 hour 50 minutes", "1 hour ago". */
  readonly left: string;
}

/** The rest of the sentence, for a duty still to be done; null when it has no clock or is done. */
export function clockSentence({ state, due, theirs }: Timed, now: number): ClockSentence | null {
  if (due === null || (state !== 'open' && state !== 'late')) return null;
  const when = byWhen(due, now);
  return due <= now
    ? {
        before: theirs ? 'their answer was due by' : 'was due by',
        when,
        left: now - due < MINUTE_MS ? 'a moment ago' : `${inWords(now - due)} ago`,
      }
    : { before: theirs ? 'their answer is due by' : 'by', when, left: `in ${inWords(due - now)}` };
}

const lateWord = (by: number): string => (by < MINUTE_MS ? 'Late' : `Late by ${inBrief(by)}`);
