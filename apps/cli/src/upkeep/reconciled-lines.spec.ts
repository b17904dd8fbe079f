import { expect, it } from 'vitest';
import { linesOf } from './reconciled-lines.ts';

const NONE = {
  open: 3,
  running: 3,
  missing: [],
  behind: [],
  surplus: [],
  untold: [],
  toEnd: [],
  notEnded: [],
  mayRepeat: 0,
};
const of = (caseId: string) => ({ tenantId: 't', caseId });

it('says of what is surplus how many were ended, how many were poked, and which could not be ended', () => {
  const [a, b, c] = [of('a'), of('b'), of('c')];
  const lines = linesOf({ ...NONE, surplus: [a, b, c], toEnd: [b, c], notEnded: [c] });
  expect(lines).toContain('not ended  t/c');
  expect(lines.at(-1)).toBe(
    '3 cases open, 3 workflows running: 0 missing, 0 behind and 0 with something untold, which were poked; ' +
      '3 surplus: 1 ended; 1 poked, as their cases have ended; 1 could not be ended and still runs.',
  );
});

it('says no more of a surplus than that there is none', () => {
  expect(linesOf(NONE).at(-1)).toMatch(/; 0 surplus\.$/);
});
