import { describe, expect, it } from 'vitest';
import { byWhen, dayAndTime, fromWall, toWall } from './london-time.ts';
import { inBrief, inWords } from './duration.ts';

const at = (iso: string): number => Date.parse(iso);

describe('times in London', () => {
  it('speaks of a day and a time as people do', () => {
    expect(dayAndTime(at('2026-11-16T15:52:00Z'), at('2026-11-17T09:00:00Z'))).toBe('Mon 16 Nov, 15:52');
    expect(dayAndTime(at('2025-11-17T15:52:00Z'), at('2026-11-17T09:00:00Z'))).toBe('Mon 17 Nov 2025, 15:52');
  });

  it('moves with summer time', () => {
    expect(dayAndTime(at('2026-07-01T15:52:00Z'), at('2026-07-01T16:00:00Z'))).toBe('Wed 1 Jul, 16:52');
  });

  it('reads a wall clock back to the instant it showed', () => {
    for (const iso of [
      '2026-01-05T08:30:00Z',
      '2026-07-05T08:30:00Z',
      '2026-03-29T00:59:00Z',
      '2026-03-29T01:00:00Z',
    ]) {
      expect(fromWall(toWall(at(iso)))).toBe(at(iso));
    }
  });

  it('takes the earlier of the two when an hour happens twice', () => {
    expect(fromWall('2026-10-25T01:30')).toBe(at('2026-10-25T00:30:00Z'));
  });

  it('refuses what is not a wall clock', () => {
    expect(fromWall('')).toBeNull();
    expect(fromWall('tomorrow')).toBeNull();
  });

  it('names tomorrow and a later day', () => {
    const now = at('2026-11-16T15:52:00Z');
    expect(byWhen(at('2026-11-17T16:40:00Z'), now)).toBe('16:40 tomorrow');
    expect(byWhen(at('2026-11-19T16:40:00Z'), now)).toBe('Thu 19 Nov, 16:40');
  });

  it('gives a length in at most two parts', () => {
    const hour = 3_600_000;
    expect(inWords(27 * hour)).toBe('1 day 3 hours');
    expect(inWords(hour + 60_000)).toBe('1 hour 1 minute');
    expect(inBrief(27 * hour)).toBe('1 day 3 h');
    expect(inBrief(20 * 60_000)).toBe('20 min');
  });
});
