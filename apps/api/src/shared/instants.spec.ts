import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { iso, isoOrNull } from './instants.ts';

const EVER = { min: -8_640_000_000_000_000, max: 8_640_000_000_000_000 };

describe('an instant in words', () => {
  it('is what JavaScript itself would write, whenever it is', () => {
    const instant = fc.oneof(fc.integer(EVER), fc.integer({ min: 1.7e12, max: 1.9e12 }));
    fc.assert(fc.property(instant, (at) => iso(at) === new Date(at).toISOString()));
  });

  it('is null where there is none', () => {
    expect(isoOrNull(null)).toBeNull();
    expect(isoOrNull(0)).toBe('1970-01-01T00:00:00.000Z');
  });
});
