import { describe, expect, it } from 'vitest';
import { aSchool, dayOf } from '../../test/a-school.ts';
import { MONDAY, Run } from '../../test/run.ts';
import { aChain, aStep, aWorld } from '../../test/small-world.ts';
import type { CalendarSnapshot } from '../clock/calendar.ts';
import { HOUR } from '../clock/civil.ts';

const termsUntil = (last: string, over: Partial<CalendarSnapshot> = {}): CalendarSnapshot =>
  aSchool({ terms: [[dayOf('2026-11-02'), dayOf(last)]], ...over });
const FIVE_DAYS = { clock: { within: { schoolDays: 5 }, from: 'opening' } };

/** A case of a school whose term dates end on a day, of which each act is told. */
function aCaseUntil(last: string, ...steps: readonly object[]): Run {
  return new Run({ ...aWorld(aChain([...steps, aStep('other')])), calendar: termsUntil(last) }).open(MONDAY);
}
function edited(run: Run, calendar: CalendarSnapshot) {
  run.world = { ...run.world, calendar };
  return run.take({ type: 'calendarChanged' }, MONDAY + HOUR);
}
const ASKED = [{ because: 'termsRunOut', to: { roles: ['headteacher', 'trustSafeguardingLead'] } }];
const askedIn = (run: Run) => run.tells().filter(({ because }) => because === 'termsRunOut');

describe('term dates that end before a clock does', () => {
  it('are asked for as the duty comes up, and not again while they are missing', () => {
    const run = aCaseUntil(
      '2026-11-19',
      aStep('a', FIVE_DAYS),
      aStep('b', { ...FIVE_DAYS, after: { done: 'a' } }),
    );
    expect(run.duty('a').provisional).toBe(true);
    expect(askedIn(run)).toMatchObject(ASKED);
    run.done('a', MONDAY + HOUR);
    expect(run.duty('b').provisional).toBe(true);
    expect(askedIn(run)).toHaveLength(1);
  });

  it('are asked for when a clock starts later, and when an edited calendar no longer has them', () => {
    const later = { clock: { within: { schoolDays: 5 }, from: { done: 'a' } } };
    const run = aCaseUntil('2026-11-19', aStep('a'), aStep('b', later));
    expect(askedIn(run)).toEqual([]);
    run.done('a', MONDAY + HOUR);
    expect(askedIn(run)).toMatchObject(ASKED);
    const unsettled = aCaseUntil('2026-12-18', aStep('a', FIVE_DAYS));
    const due = unsettled.duty('a').dueAt;
    expect(edited(unsettled, termsUntil('2026-11-13'))).toMatchObject(ASKED);
    expect(unsettled.duty('a')).toMatchObject({ provisional: true, dueAt: due });
    edited(unsettled, termsUntil('2026-12-18'));
    unsettled.world = { ...unsettled.world, calendar: termsUntil('2026-11-13') };
    expect(unsettled.take({ type: 'calendarChanged' }, MONDAY + 2 * HOUR)).toMatchObject(ASKED);
    expect(new Set(askedIn(unsettled).map(({ key }) => key)).size).toBe(2);
  });

  it('are asked for again once nothing that is owed waited for them any more', () => {
    const later = { clock: { within: { schoolDays: 5 }, from: { done: 'other' } } };
    const run = aCaseUntil('2026-11-19', aStep('a', FIVE_DAYS), aStep('b', later));
    run.done('a', MONDAY + 1).done('other', MONDAY + 2);
    expect(askedIn(run)).toHaveLength(2);
  });

  it('are asked for at the instant at which time alone brings a duty up', () => {
    const ring = aStep('ring', { clock: { within: { hours: 4 }, from: 'opening' } });
    const run = aCaseUntil('2026-11-19', ring, aStep('b', { ...FIVE_DAYS, after: { late: 'ring' } }));
    run.pass(MONDAY + 9 * HOUR);
    expect(askedIn(run)).toMatchObject([{ at: MONDAY + 4 * HOUR }]);
  });

  it('settle a clock once they are entered, though it is due when it was', () => {
    const run = aCaseUntil('2026-11-19', aStep('a', FIVE_DAYS));
    const { dueAt, version } = run.duty('a');
    expect(edited(run, termsUntil('2026-12-18'))).toEqual([]);
    expect(run.duty('a')).toMatchObject({ provisional: false, dueAt, version });
  });
});

describe('a reminder that an edited calendar puts into the past', () => {
  it('is sent at once, where the duty is due when it was', () => {
    const clock = { within: { calendarDays: 8 }, from: 'opening' };
    const run = aCaseUntil('2026-12-18', aStep('a', { clock, remind: [{ before: { workingDays: 2 } }] }));
    const [planned = 0] = run.duty('a').remindAt;
    const { holidays, ...calendar } = termsUntil('2026-12-18');
    const holiday = Math.floor(planned / (24 * HOUR));
    run.pass(planned - HOUR);
    run.world = {
      ...run.world,
      calendar: { ...calendar, holidays: [...holidays, holiday].sort((a, b) => a - b) },
    };
    expect(run.take({ type: 'calendarChanged' }, planned - HOUR)).toMatchObject([{ because: 'reminder' }]);
    expect(run.duty('a').remindAt).toEqual([]);
  });
});

describe('a reminder that an edited calendar takes away', () => {
  const clock = { within: { calendarDays: 8 }, from: 'opening' };
  const withHolidays = (...days: readonly number[]): CalendarSnapshot => {
    const { holidays, ...calendar } = termsUntil('2026-12-18');
    return { ...calendar, holidays: [...holidays, ...days].sort((a, b) => a - b) };
  };

  it('by letting it fall together with another is not sent at once', () => {
    const remind = [{ before: { calendarDays: 6 } }, { before: { workingDays: 3 } }];
    const run = aCaseUntil('2026-12-18', aStep('a', { clock, remind }));
    const [first] = run.duty('a').remindAt;
    expect(run.duty('a').remindAt).toHaveLength(2);
    run.world = { ...run.world, calendar: withHolidays(dayOf('2026-11-20')) };
    expect(run.take({ type: 'calendarChanged' }, MONDAY + HOUR)).toEqual([]);
    expect(run.duty('a').remindAt).toEqual([first]);
  });

  it('by putting it before the clock runs is not sent at once', () => {
    const run = aCaseUntil('2026-12-18', aStep('a', { clock, remind: [{ before: { workingDays: 5 } }] }));
    expect(run.duty('a').remindAt).toHaveLength(1);
    run.world = { ...run.world, calendar: withHolidays(dayOf('2026-11-17'), dayOf('2026-11-18')) };
    expect(run.take({ type: 'calendarChanged' }, MONDAY + HOUR)).toEqual([]);
    expect(run.duty('a').remindAt).toEqual([]);
  });
});

describe('a bank holiday right after a duty is due', () => {
  it('moves what is counted in working days from then', () => {
    const late = [{ tell: ['headteacher'] }, { after: { workingDays: 1 }, tell: ['ceo'] }];
    const clock = { within: { workingDays: 1 }, from: 'opening' };
    const run = aCaseUntil('2026-12-18', aStep('a', { clock, late }));
    const { dueAt, lateAt } = run.duty('a');
    const { holidays, ...calendar } = termsUntil('2026-12-18');
    expect(
      edited(run, { ...calendar, holidays: [...holidays, dayOf('2026-11-18')].sort((a, b) => a - b) }),
    ).toEqual([]);
    expect(run.duty('a').dueAt).toBe(dueAt);
    expect(run.duty('a').lateAt[1]?.at).toBe((lateAt[1]?.at ?? 0) + 24 * HOUR);
  });
});
