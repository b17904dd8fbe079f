import { describe, expect, it } from 'vitest';
import { asTyped, hashOfCode, newRecoveryCodes, newSecret, stepOf, uriOf } from './one-time-codes.ts';

// RFC 6238, appendix B, for SHA-1, of whose eight digits an app shows the last six.
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('the codes of an app', () => {
  it.each([
    [59_000, '287082', 1],
    [1_111_111_109_000, '081804', 37_037_036],
    [20_000_000_000_000, '353130', 666_666_666],
  ])('at %i are those of RFC 6238', (now, code, step) => {
    expect(stepOf(RFC_SECRET, code, now)).toBe(step);
  });

  it('count half a minute early and late, as of their own half minute, and no further', () => {
    expect(stepOf(RFC_SECRET, '287082', 29_000)).toBe(1);
    expect(stepOf(RFC_SECRET, '287082', 89_999)).toBe(1);
    expect(stepOf(RFC_SECRET, '287082', 90_000)).toBeNull();
    expect(stepOf(RFC_SECRET, '287083', 59_000)).toBeNull();
  });

  it('come of a secret that is never twice the same, told to the app with whose it is', () => {
    const secret = newSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(newSecret()).not.toBe(secret);
    expect(uriOf(secret, 'head@oakfield.demo')).toContain('Trustward:head%40oakfield.demo');
  });
});

describe('the codes on paper', () => {
  it('are ten, each another, and read however they are typed', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/);
    expect(asTyped(' ABCD-0123 efgh–'.replace('–', ''))).toBe('abcd0123efgh');
    expect(hashOfCode('O1il-0000')).toEqual(hashOfCode('0111 0000'));
  });
});
