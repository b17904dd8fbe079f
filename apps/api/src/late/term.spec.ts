import { describe, expect, it } from 'vitest';
import { termStart } from './term.ts';

describe('the term a day falls in', () => {
  it.each([
    ['2026-11-21', '2026-09-01'],
    ['2026-09-01', '2026-09-01'],
    ['2026-08-31', '2026-04-15'],
    ['2026-04-15', '2026-04-15'],
    ['2026-04-14', '2026-01-01'],
    ['2026-01-01', '2026-01-01'],
  ])('of %s began on %s', (day, start) => {
    expect(new Date(termStart(Date.parse(`${day}T00:00:00Z`))).toISOString().slice(0, 10)).toBe(start);
  });
});
