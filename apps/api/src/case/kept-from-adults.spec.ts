import { describe, expect, it } from 'vitest';
import { isKeptFromAdults } from './kept-from-adults.ts';

describe('a case that is opened only by whoever showed again who they are', () => {
  it('is one about an adult or an institution', () => {
    const about = ['child', 'adult', 'institution', 'information'] as const;
    expect(about.filter((one) => isKeptFromAdults({ about: one }))).toEqual(['adult', 'institution']);
  });
});
