import { describe, expect, it } from 'vitest';
import { begunWords } from './begun-words.ts';
import { newDraft } from './draft.ts';

const at = (time: string) => Date.parse(`2026-11-20T${time}Z`);
const NOW = at('12:00');

describe('the names of reports that were begun', () => {
  it('say when each was begun', () => {
    const reports = [newDraft(at('09:05')), newDraft(at('09:06'))];
    expect(begunWords(reports, NOW)).toEqual([
      'the report begun today at 09:05',
      'the report begun today at 09:06',
    ]);
  });

  it('count those of the same minute, the oldest first', () => {
    const reports = [newDraft(at('09:05:01')), newDraft(at('09:05:59')), newDraft(at('09:06'))];
    expect(begunWords(reports, NOW)).toEqual([
      'report 1 of 2 begun today at 09:05',
      'report 2 of 2 begun today at 09:05',
      'the report begun today at 09:06',
    ]);
  });

  it('tell a drill from a report', () => {
    const reports = [newDraft(at('09:05')), { ...newDraft(at('09:05')), drill: true }];
    expect(begunWords(reports, NOW)).toEqual([
      'the report begun today at 09:05',
      'the drill begun today at 09:05',
    ]);
  });
});
