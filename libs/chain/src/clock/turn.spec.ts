import { describe, expect, it } from 'vitest';
import { aSchool, at, dayOf } from '../../test/a-school.ts';
import { written } from './civil.ts';
import { ENGLAND } from './england/england.ts';
import { turnAt } from './turn.ts';
import type { Round } from './turn.ts';

const school = aSchool();
const when = (round: Round, date: string, calendar = school): string | null => {
  const turn = turnAt(round, calendar, at(`${date}T05:15:00Z`));
  return turn && `${turn.name} from ${written(turn.from)}`;
};

describe('what comes round with each term', () => {
  it.each([
    ['2026-09-01', '2026-autumn from 2026-09-01'],
    ['2026-10-27', '2026-autumn from 2026-09-01'],
    ['2026-12-18', '2026-autumn from 2026-09-01'],
    ['2026-12-19', null],
    ['2027-01-04', '2027-spring from 2027-01-04'],
    ['2027-02-22', '2027-spring from 2027-01-04'],
    ['2027-04-11', null],
    ['2027-04-12', '2027-summer from 2027-04-12'],
    ['2027-06-07', '2027-summer from 2027-04-12'],
  ])('001.07 by the school’s own dates, once however many pieces a term has: %s', (date, turn) => {
    expect(when('term', date)).toBe(turn);
  });

  it('begins with the first day by the clock on the wall', () => {
    expect(turnAt('term', school, at('2026-08-31T22:59:59Z'))).toBeNull();
    expect(turnAt('term', school, at('2026-08-31T23:00:00Z'))?.name).toBe('2026-autumn');
  });

  it('has the usual days of England where no dates are known, and where those that are have run out', () => {
    expect(when('term', '2026-09-02', ENGLAND)).toBeNull();
    expect(when('term', '2026-09-03', ENGLAND)).toBe('2026-autumn from 2026-09-03');
    expect(when('term', '2026-12-27', ENGLAND)).toBeNull();
    expect(when('term', '2028-01-10')).toBe('2028-spring from 2028-01-06');
    expect(when('term', '2028-05-01')).toBe('2028-summer from 2028-04-20');
  });

  it('keeps its name when a school’s dates become known in the middle of it', () => {
    const [before, after] = [ENGLAND, school].map((it) => turnAt('term', it, at('2026-11-10T09:00:00Z')));
    expect(before?.name).toBe(after?.name);
  });
});

describe('what comes round every so many months', () => {
  const yearly: Round = { months: 12, from: dayOf('2026-02-28') };

  it.each([
    ['2026-02-27', null],
    ['2026-02-28', '2026-02-28 from 2026-02-28'],
    ['2027-02-27', '2026-02-28 from 2026-02-28'],
    ['2027-02-28', '2027-02-28 from 2027-02-28'],
    ['2029-03-01', '2029-02-28 from 2029-02-28'],
  ])('003.29 has begun on its day, and not before: %s', (date, turn) => {
    expect(when(yearly, date)).toBe(turn);
  });

  it('comes on the last day of a month that is shorter', () => {
    const quarterly: Round = { months: 3, from: dayOf('2026-11-30') };
    expect(when(quarterly, '2027-02-28')).toBe('2027-02-28 from 2027-02-28');
    expect(when(quarterly, '2027-05-29')).toBe('2027-02-28 from 2027-02-28');
    expect(when(quarterly, '2027-05-30')).toBe('2027-05-30 from 2027-05-30');
  });
});
