import type { DutyState } from '@trustward/chain';
import { inBrief, inWords } from './duration.ts';
import { byWhen } from './london-time.ts';

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
}

/** The state of a duty as a word. An open duty whose time has passed is late at once, before the server says so. */
export function stateWord({ state, due }: Timed, now: number): StateWord {
  if (state === 'met') return { word: 'Done in time', tone: 'done' };
  if (state === 'metLate') return { word: 'Done late', tone: 'late' };
  if (state === 'recordedLate') return { word: 'Done in time, recorded late', tone: 'soon' };
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
export function clockSentence({ state, due }: Timed, now: number): ClockSentence | null {
  if (due === null || (state !== 'open' && state !== 'late')) return null;
  const when = byWhen(due, now);
  return due <= now
    ? {
        before: 'was due by',
        when,
        left: now - due < MINUTE_MS ? 'a moment ago' : `${inWords(now - due)} ago`,
      }
    : { before: 'by', when, left: `in ${inWords(due - now)}` };
}

const lateWord = (by: number): string => (by < MINUTE_MS ? 'Late' : `Late by ${inBrief(by)}`);
