import type { ContactNumber } from '@trustward/contracts';
import { describe, expect, it } from 'vitest';
import { checkedWords } from './checked-words.ts';

const line = (name: string, at: string | null, by = 'Gemma Thwaite'): ContactNumber => ({
  name,
  number: '01632 960110',
  note: null,
  about: 'child',
  hours: null,
  authority: 'Westmere Council',
  checked: at === null ? null : { at, by },
});

describe('when numbers were checked', () => {
  it('is said once for an authority, and by its name for a number that somebody else rang since', () => {
    const theirs = ['Front Door', 'Police unit'].map((name) => line(name, '2026-09-07T00:00:00.000Z'));
    expect(checkedWords(theirs)).toEqual(['Westmere Council, checked 7 Sep by Gemma Thwaite.']);
    expect(checkedWords([...theirs, line('Duty Team', '2026-11-23T10:00:00.000Z', 'Tracy Holt')])).toEqual([
      'Westmere Council, checked 7 Sep by Gemma Thwaite.',
      'Duty Team, checked 23 Nov by Tracy Holt.',
    ]);
    expect(checkedWords([line('Hub', null)])).toEqual(['Westmere Council: nobody has checked them.']);
  });
});
