import { describe, expect, it } from 'vitest';
import { placeName, shownPlace } from './place-words.ts';

describe('where somebody is signed in', () => {
  it('is said by what the browser calls itself, and by no more than that', () => {
    expect(placeName({ browser: 'firefox', system: 'windows' })).toBe('Firefox on Windows');
    expect(placeName({ browser: 'safari', system: null })).toBe('Safari');
    expect(placeName({ browser: null, system: 'ios' })).toBe('A browser on an iPhone or iPad');
    expect(placeName({ browser: null, system: null })).toBe('A browser');
  });

  it('is said with times as people say them', () => {
    const place = {
      id: 'a',
      browser: null,
      system: null,
      since: '2026-11-16T09:12:00.000Z',
      seenAt: '2026-11-23T10:00:00.000Z',
      current: true,
    };
    expect(shownPlace(place, Date.parse('2026-11-23T12:00:00.000Z'))).toMatchObject({
      since: 'Mon 16 Nov, 09:12',
      seen: '10:00 today',
    });
  });
});
