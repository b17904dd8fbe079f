import { describe, expect, it } from 'vitest';
import { weeklyHours } from './office-hours.ts';

describe('the hours of an office', () => {
  it('are read from the words that people write', () => {
    expect(weeklyHours('Monday to Friday, 8:30 to 17:00')).toEqual([
      { days: [1, 2, 3, 4, 5], from: '08:30', to: '17:00' },
    ]);
    expect(weeklyHours('Monday to Thursday, 8:45 to 17:15; Friday, 8:45 to 16:45')).toEqual([
      { days: [1, 2, 3, 4], from: '08:45', to: '17:15' },
      { days: [5], from: '08:45', to: '16:45' },
    ]);
  });

  it.each([
    'At all other times',
    'Weekdays, 9:00 to 17:00',
    'Friday to Monday, 9:00 to 17:00',
    'Monday, 17:00 to 9:00',
    'Monday, 9:00 to 25:00',
    'Monday to Friday, 8:30 to 17:00; by arrangement',
    '',
  ])('are not guessed at: %j', (words) => {
    expect(weeklyHours(words)).toBeNull();
  });
});
