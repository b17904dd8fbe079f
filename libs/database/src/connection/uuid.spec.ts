import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUuid, uuidv7 } from './uuid.ts';

describe('a UUID of version 7', () => {
  it('is well formed and sorts by its instant', () => {
    const instant = fc.integer({ min: 0, max: 2 ** 47 });
    fc.assert(
      fc.property(instant, instant, (a, b) => {
        const [first, second] = [uuidv7(Math.min(a, b)), uuidv7(Math.max(a, b))];
        expect(isUuid(first) && first[14] === '7' && /[89ab]/.test(first[19] ?? '')).toBe(true);
        if (a !== b) expect(first < second).toBe(true);
      }),
    );
  });

  it('is never mistaken for words', () => {
    fc.assert(fc.property(fc.string(), (words) => !isUuid(words)));
    expect(isUuid(`${uuidv7()}'`)).toBe(false);
  });
});
