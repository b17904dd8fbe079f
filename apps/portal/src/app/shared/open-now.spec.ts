import type { ContactNumber } from '@trustward/contracts';
import { describe, expect, it } from 'vitest';
import { openFirst } from './open-now.ts';

const OFFICE = [{ days: [1, 2, 3, 4, 5], from: '08:30', to: '17:00' }];
const aLine = (name: string, hours: ContactNumber['hours']): ContactNumber => ({
  name,
  number: '01632 960000',
  note: null,
  about: 'child',
  hours,
  authority: 'Westmere Council',
  checked: null,
});
const LINES = [
  aLine('Front Door', { spans: OFFICE, outside: false }),
  aLine('Night Team', { spans: OFFICE, outside: true }),
  aLine('Officer', { spans: OFFICE, outside: false }),
];
const at = (instant: string, closedOn: string[] = [], lines = LINES) =>
  openFirst(lines, closedOn, Date.parse(instant)).map(({ name, says }) => `${name}: ${says}`);

describe('the numbers to ring', () => {
  it('begin in office hours with the team, and say when the night team takes over', () => {
    expect(at('2026-11-20T10:00:00Z')).toEqual([
      'Front Door: Open now, until 17:00 today',
      'Officer: Open now, until 17:00 today',
      'Night Team: Closed now, opens 17:00 today',
    ]);
  });

  it('begin on a Saturday night with the night team, and say when the closed ones open', () => {
    expect(at('2026-11-21T22:00:00Z')).toEqual([
      'Night Team: Open now, until Mon 23 Nov, 08:30',
      'Front Door: Closed now, opens Mon 23 Nov, 08:30',
      'Officer: Closed now, opens Mon 23 Nov, 08:30',
    ]);
  });

  it('change at the very minute', () => {
    expect(at('2026-11-20T16:59:59Z')[0]).toMatch(/^Front Door: Open/);
    expect(at('2026-11-20T17:00:00Z')[0]).toMatch(/^Night Team: Open/);
    expect(at('2026-11-20T08:29:59Z')[0]).toBe('Night Team: Open now, until 08:30 today');
  });

  it('keep London’s clock in summer', () => {
    expect(at('2026-06-19T15:59:00Z')[0]).toBe('Front Door: Open now, until 17:00 today');
    expect(at('2026-06-19T16:00:00Z')[0]).toMatch(/^Night Team/);
  });

  it('know the bank holidays: no office is open on them', () => {
    const closed = ['2026-12-25', '2026-12-28'];
    expect(at('2026-12-25T11:00:00Z', closed)[0]).toBe('Night Team: Open now, until Tue 29 Dec, 08:30');
  });

  it('say nothing of one whose hours nobody knows, which stands between the open and the closed', () => {
    const lines = [...LINES, aLine('Hospital', null)];
    expect(at('2026-11-21T22:00:00Z', [], lines).slice(0, 2)).toEqual([
      'Night Team: Open now, until Mon 23 Nov, 08:30',
      'Hospital: ',
    ]);
  });

  it('say no more than open or closed of an office that never opens', () => {
    const never = [aLine('Nobody', { spans: [], outside: false })];
    expect(at('2026-11-21T22:00:00Z', [], never)).toEqual(['Nobody: Closed now']);
  });
});
