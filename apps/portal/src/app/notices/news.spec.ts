import { describe, expect, it } from 'vitest';
import { gathered, gatheredWords, isLate, linkOf, newsOf } from './news.ts';

const real = { drill: false };
const drill = { drill: true };

describe('the sentence above a person’s notices', () => {
  it('counts what is real, and drills apart', () => {
    expect(newsOf([], 0)).toBe('Nothing new.');
    expect(newsOf([real, real], 0)).toBe('Two new.');
    expect(newsOf([real, drill, drill], 0)).toBe('One new, and two in drills.');
    expect(newsOf([drill], 0)).toBe('Nothing new, and one in drills.');
  });

  it('says what is new on pages that are not shown yet', () => {
    expect(newsOf([], 5)).toBe('Nothing new here; five further down.');
    expect(newsOf([real, drill], 2)).toBe('One new, and one in drills; two more further down.');
  });
});

describe('notices that came together after an outage', () => {
  const outage = { what: 'reminders', since: '2026-11-16T09:12:00Z', until: '2026-11-16T10:20:00Z' } as const;
  const other = { ...outage, since: '2026-11-15T09:12:00Z' };

  it('stand together where the newest of them stands, and the others by themselves', () => {
    const list = [
      { id: 1, outage: null },
      { id: 2, outage },
      { id: 3, outage: other },
      { id: 4, outage: null },
      { id: 5, outage: { ...outage } },
    ];
    const groups = gathered(list, (each) => each.outage);
    expect(groups.map((group) => group.map(({ id }) => id))).toEqual([[1], [2, 5], [3], [4]]);
  });

  it('are said in one sentence', () => {
    expect(gatheredWords(outage, 12, Date.parse('2026-11-16T12:00:00Z'))).toBe(
      'Reminders waited from 09:12 to 10:20 today because part of Trustward was down. 12 notices of what became late in that time stand here together.',
    );
    const all = { ...outage, what: 'recording' } as const;
    expect(gatheredWords(all, 2, Date.parse('2026-11-16T12:00:00Z'))).toBe(
      'Nobody could record anything from 09:12 to 10:20 today because Trustward was down. Two notices of what became late in that time stand here together.',
    );
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
