import { describe, expect, it } from 'vitest';
import { summaryOf } from './summary.ts';

const owed = {
  asked: 0,
  moreAsked: false,
  real: 6,
  drills: 0,
  late: 0,
  soon: 0,
  more: false,
  moreDrills: false,
};

describe('the sentence above a person’s duties', () => {
  it('counts what is real, and drills apart', () => {
    expect(summaryOf(owed)).toBe('Six things to do.');
    expect(summaryOf({ ...owed, drills: 2, late: 1 })).toBe('Six things to do, and two in drills. One late.');
    expect(summaryOf({ ...owed, real: 1, soon: 1 })).toBe('One thing to do. One due within four hours.');
  });

  it('says first how many questions wait for an answer', () => {
    expect(summaryOf({ ...owed, asked: 1 })).toBe('One question waits for your answer. Six things to do.');
    expect(summaryOf({ ...owed, asked: 2, real: 0 })).toBe(
      'Two questions wait for your answer. Nothing else to do.',
    );
    expect(summaryOf({ ...owed, asked: 25, moreAsked: true })).toBe(
      'More than 25 questions wait for your answer. Six things to do.',
    );
  });

  it('says that only drills are left', () => {
    expect(summaryOf({ ...owed, real: 0, drills: 1 })).toBe('Nothing to do, and one in drills.');
  });

  it('speaks of the soonest when not all of them are shown', () => {
    const shown = { ...owed, real: 25, drills: 2, more: true };
    expect(summaryOf({ ...shown, late: 3 })).toBe('The 25 soonest are shown, and two in drills. Three late.');
    expect(summaryOf({ ...shown, drills: 0, late: 25 })).toBe('The 25 soonest are shown. At least 25 late.');
    expect(summaryOf({ ...owed, real: 1, drills: 25, moreDrills: true })).toBe(
      'One thing to do, and more than 25 in drills.',
    );
  });
});
