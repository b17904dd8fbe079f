import { describe, expect, it } from 'vitest';
import { iso, isoOrNull } from './instants.ts';

const DAY_MS = 86_400_000;
const EVER = 8_640_000_000_000_000;
/** Both ends of time, both sides of every midnight of three years, and steps that meet every hour, minute and ms. */
const INSTANTS = [
  ...[-EVER, EVER, -1, 0, 1, -62_135_596_800_000, 253_402_300_800_000],
  ...Array.from({ length: 1_100 }, (_, n) => (20_400 + n) * DAY_MS - (n % 2)),
  ...Array.from({ length: 5_000 }, (_, n) => 1_795_000_000_000 + n * 61_417),
];

describe('an instant in words', () => {
  it('is what JavaScript itself would write, whenever it is', () => {
    expect(INSTANTS.filter((at) => iso(at) !== new Date(at).toISOString())).toEqual([]);
  });

  it('is null where there is none', () => {
    expect(isoOrNull(null)).toBeNull();
    expect(isoOrNull(0)).toBe('1970-01-01T00:00:00.000Z');
  });
});
