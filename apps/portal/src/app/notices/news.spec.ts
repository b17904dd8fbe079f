import { describe, expect, it } from 'vitest';
import { isLate, linkOf, newsOf } from './news.ts';

const real = { drill: false };
const drill = { drill: true };

describe('the sentence above a person’s notices', () => {
  it('counts what is real, and drills apart', () => {
    expect(newsOf([])).toBe('Nothing new.');
    expect(newsOf([real, real])).toBe('Two new.');
    expect(newsOf([real, drill, drill])).toBe('One new, and two in drills.');
    expect(newsOf([drill])).toBe('Nothing new, and one in drills.');
  });
});

describe('where a notice leads', () => {
  const told = { because: 'breach', over: false, mayOpen: false, caseId: 'x' } as const;

  it('leads to its case only whoever may open it; a leader who may not, to what is late; anybody else nowhere', () => {
    expect(linkOf({ ...told, mayOpen: true }, false)).toEqual(['/cases', 'x']);
    expect(linkOf(told, true)).toEqual(['/late']);
    expect(linkOf(told, false)).toBeNull();
    expect(linkOf({ ...told, because: 'agreementAsked' }, true)).toBeNull();
    expect(linkOf({ ...told, over: true }, true)).toBeNull();
  });

  it('is marked late no longer than its duty is', () => {
    expect(isLate(told)).toBe(true);
    expect(isLate({ ...told, over: true })).toBe(false);
  });
});
