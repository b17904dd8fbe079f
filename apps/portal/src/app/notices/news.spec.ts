import { describe, expect, it } from 'vitest';
import { newsOf } from './news.ts';

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
