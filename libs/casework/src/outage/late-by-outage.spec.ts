import { describe, expect, it } from 'vitest';
import { lateByOutage } from './late-by-outage.ts';
import type { BecameLate, Withheld } from './late-by-outage.ts';
import type { Outage } from './outages.ts';

const HOUR = 3_600_000;
const NINE = Date.parse('2026-11-16T09:00:00Z');
const late: BecameLate = { step: 'decide', at: NINE + HOUR, owner: 'dsl' };
const silent: Outage = { what: 'reminders', since: NINE, until: NINE + 2 * HOUR };
const mute: Outage = { what: 'recording', since: NINE + HOUR / 2, until: NINE + 2 * HOUR };
const reminder: Withheld = { step: 'decide', because: 'reminder', person: 'dsl', at: NINE + HOUR / 2 };

describe('a duty that became late in an outage', () => {
  it('is late by it where nobody could record anything when it was due, whoever had been told of it', () => {
    expect(lateByOutage(late, [mute], [])).toBe(mute);
    expect(lateByOutage({ ...late, at: NINE }, [mute], [])).toBeNull();
    expect(lateByOutage({ ...late, at: NINE + 2 * HOUR }, [mute], [])).toBeNull();
  });

  it('is late by its owner where only reminders waited and none of it was to come before it was due', () => {
    expect(lateByOutage(late, [silent], [])).toBeNull();
    expect(lateByOutage(late, [silent], [{ ...reminder, at: NINE - HOUR }])).toBeNull();
    expect(lateByOutage(late, [silent], [{ ...reminder, at: late.at }])).toBeNull();
  });

  it.each(['newDuty', 'handedUp', 'reminder', 'broughtForward'] as const)(
    'is late by it where its owner was kept from a %s about it that should have come in time',
    (because) => {
      expect(lateByOutage(late, [silent], [{ ...reminder, because }])).toBe(silent);
    },
  );

  it('is not late by what somebody else, or of something else, or another outage kept from its owner', () => {
    const others = [
      { ...reminder, person: 'head' },
      { ...reminder, step: 'refer' },
      { ...reminder, step: null },
      { ...reminder, because: 'agreed' as const },
    ];
    expect(lateByOutage(late, [silent], others)).toBeNull();
    expect(lateByOutage({ ...late, owner: null }, [silent], [reminder])).toBeNull();
    const before = { ...silent, until: NINE + HOUR / 2 + 1 };
    const after = { ...silent, since: before.until };
    expect(lateByOutage(late, [before, after], [reminder])).toBeNull();
  });

  it('is late by one that still goes on, and of two by the one that kept people from recording', () => {
    const still = { ...silent, until: null };
    expect(lateByOutage(late, [still], [reminder])).toBe(still);
    expect(lateByOutage(late, [still, mute], [reminder])).toBe(mute);
  });
});
