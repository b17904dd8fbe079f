import { describe, expect, it } from 'vitest';
import { hintOf } from './limit-words.ts';

describe('the hint of a limit', () => {
  it('says once what everybody has, where that is what nobody may go beyond', () => {
    expect(hintOf('24 hours', null, '24 hours')).toBe('As everybody has it: 24 hours, and never later.');
    expect(hintOf('24 hours', '12 hours', '24 hours')).toBe(
      'Your own, in place of: 24 hours, and never later.',
    );
  });

  it('says what nobody may go beyond apart, where it is another, and nothing of it where there is none', () => {
    expect(hintOf('1 day', null, '2 days')).toBe('As everybody has it: 1 day. Never later than 2 days.');
    expect(hintOf('1 day', null, null)).toBe('As everybody has it: 1 day.');
  });
});
