import { describe, expect, it } from 'vitest';
import { daysTyped, typedDays } from './day-lines.ts';

const NONE = { terms: '', closedDays: '', opensAt: '' };

describe('a school’s days as lines', () => {
  it('come back as they were, however much room somebody left and however short a month was written', () => {
    const days = {
      terms: [
        { from: '2026-09-01', to: '2026-10-23' },
        { from: '2026-11-02', to: '2026-12-18' },
      ],
      closedDays: ['2026-11-27'],
      opensAt: '08:45',
    };
    expect(typedDays(days).terms.split('\n')[0]).toBe('1 September 2026 to 23 October 2026');
    expect(daysTyped(typedDays(days))).toEqual(days);
    const terms = ' 1 sep 2026  to 23 Oct 2026\n\n2 November 2026 to 18 Dec 2026 ';
    const typed = { terms, closedDays: '27 nov 2026\n', opensAt: ' ' };
    expect(daysTyped(typed)).toEqual({ ...days, opensAt: null });
  });

  it.each(['31 June 2026', '2026-11-27', 'Friday', '27 Novembre 2026', '1 September 2026 to'])(
    'that are none, as %s, are named where they stand',
    (line) => {
      expect(daysTyped({ ...NONE, closedDays: `27 November 2026\n${line}` })).toEqual([
        { field: 'closedDays', message: `“${line}” is no day. Write it as 27 November 2026` },
      ]);
      expect(daysTyped({ ...NONE, terms: line })).toMatchObject([{ field: 'terms' }]);
    },
  );
});
