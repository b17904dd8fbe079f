import { describe, expect, it } from 'vitest';
import { lateByOutageWords, outageSentence } from './outage-words.ts';

const NOW = Date.parse('2026-11-18T12:00:00Z');
const MONDAY = { since: '2026-11-16T09:12:00Z', until: '2026-11-16T10:20:00Z' };
const reminders = { what: 'reminders', ...MONDAY, recordingMinutes: 0 } as const;

describe('an outage in which duties became late', () => {
  it('is said in one sentence, with its span, and how many are marked', () => {
    expect(outageSentence({ ...reminders, becameLate: 3, lateByOutage: 3 }, NOW)).toBe(
      'Reminders waited from 09:12 to 10:20 on Mon 16 Nov because part of Trustward was down. Three duties became late in that time; each is marked as late by it.',
    );
  });

  it.each([
    [1, 1, 'One duty became late in that time; it is marked as late by it.'],
    [1, 0, 'One duty became late in that time; it was not late because of it.'],
    [4, 0, 'Four duties became late in that time; none of them was late because of it.'],
    [4, 1, 'Four duties became late in that time; one of them is marked as late by it.'],
    [4, 2, 'Four duties became late in that time; two of them are marked as late by it.'],
  ])('of %i that became late marks %i, and says so', (becameLate, lateByOutage, said) => {
    expect(outageSentence({ ...reminders, becameLate, lateByOutage }, NOW)).toContain(said);
  });

  it('in which nobody could record anything says that, and nothing of a part', () => {
    const all = {
      ...reminders,
      what: 'recording',
      recordingMinutes: 67,
      becameLate: 2,
      lateByOutage: 2,
    } as const;
    expect(outageSentence(all, NOW)).toBe(
      'Nobody could record anything from 09:12 to 10:20 on Mon 16 Nov because Trustward was down. Two duties became late in that time; each is marked as late by it.',
    );
  });

  it.each([
    [1, '1 minute'],
    [62, '1 hour 2 minutes'],
  ])('in which nobody could record anything for %i minutes says so', (recordingMinutes, said) => {
    const both = { ...reminders, recordingMinutes, becameLate: 2, lateByOutage: 1 };
    expect(outageSentence(both, NOW)).toBe(
      `Reminders waited from 09:12 to 10:20 on Mon 16 Nov, and for ${said} of that nobody could record anything, because Trustward was down. Two duties became late in that time; one of them is marked as late by it.`,
    );
  });

  it('names both days where it went on overnight, and says what it kept people from', () => {
    const overnight = { what: 'recording', since: MONDAY.since, until: '2026-11-17T07:00:00Z' } as const;
    expect(lateByOutageWords(overnight, NOW)).toBe(
      'Nobody could record anything from 09:12 on Mon 16 Nov to 07:00 yesterday',
    );
  });

  it('of today or yesterday is said so', () => {
    expect(lateByOutageWords(reminders, Date.parse('2026-11-16T12:00:00Z'))).toBe(
      'Reminders waited from 09:12 to 10:20 today',
    );
    expect(lateByOutageWords(reminders, Date.parse('2026-11-17T12:00:00Z'))).toBe(
      'Reminders waited from 09:12 to 10:20 yesterday',
    );
  });

  it('has no end while it goes on', () => {
    expect(lateByOutageWords({ ...reminders, until: null }, NOW)).toBe(
      'Reminders waited since 09:12 on Mon 16 Nov',
    );
  });
});
