import { describe, expect, it } from 'vitest';
import { summaryOf } from './summary.ts';

const owed = { real: 6, drills: 0, late: 0, soon: 0, more: false };

describe('the sentence above a person’s duties', () => {
  it('counts what is real, and drills apart', () => {
    expect(summaryOf(owed)).toBe('Six things to do.');
    expect(summaryOf({ ...owed, drills: 2, late: 1 })).toBe('Six things to do, and two in drills. One late.');
    expect(summaryOf({ ...owed, real: 1, soon: 1 })).toBe('One thing to do. One due within four hours.');
  });

  it('says that only drills are left', () => {
    expect(summaryOf({ ...owed, real: 0, drills: 1 })).toBe('Nothing to do, and one in drills.');
  });

  it('speaks of the soonest when not all of them are shown', () => {
    expect(summaryOf({ ...owed, real: 23, drills: 2, more: true })).toBe(
      'The 25 soonest are shown, 2 of them in drills.',
    );
  });
});
