import { describe, expect, it } from 'vitest';
import { clockSentence, stateWord } from './clock-sentence.ts';

const at = (iso: string): number => Date.parse(iso);
const now = at('2026-11-17T14:50:00Z');

describe('the clock of a duty in words', () => {
  it('says when and how long is left', () => {
    const duty = { state: 'open', due: at('2026-11-17T16:40:00Z') } as const;
    expect(stateWord(duty, now)).toEqual({ word: 'Due soon', tone: 'soon' });
    expect(clockSentence(duty, now)).toEqual({
      before: 'by',
      when: '16:40 today',
      left: 'in 1 hour 50 minutes',
    });
  });

  it('is late from the very instant it is due, before the server says so', () => {
    const duty = { state: 'open', due: now } as const;
    expect(stateWord(duty, now).word).toBe('Late');
    expect(clockSentence(duty, now)?.left).toBe('a moment ago');
    expect(stateWord(duty, now + 60_000).word).toBe('Late by 1 min');
    expect(stateWord(duty, now - 1).word).toBe('Due soon');
  });

  it('never shows what was done in time as late, however long ago it was due', () => {
    const duty = { state: 'met', due: at('2026-11-01T00:00:00Z') } as const;
    expect(stateWord(duty, now)).toEqual({ word: 'Done in time', tone: 'done' });
    expect(clockSentence(duty, now)).toBeNull();
  });

  it('tells done late from done in time and recorded late', () => {
    expect(stateWord({ state: 'metLate', due: now }, now).word).toBe('Done late');
    expect(stateWord({ state: 'recordedLate', due: now }, now).word).toBe('Done in time, recorded late');
  });

  it('never makes a duty without a deadline late', () => {
    expect(stateWord({ state: 'open', due: null }, now)).toEqual({ word: 'No deadline', tone: 'plain' });
    expect(clockSentence({ state: 'open', due: null }, now)).toBeNull();
  });

  it('says midnight as the end of the day before', () => {
    const duty = { state: 'open', due: at('2026-11-18T00:00:00Z') } as const;
    expect(clockSentence(duty, now)?.when).toBe('the end of today');
  });
});
