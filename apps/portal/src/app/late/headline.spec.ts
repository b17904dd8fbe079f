import type { LateBoard, LateRow } from '@trustward/contracts';
import { describe, expect, it } from 'vitest';
import { firstPageFor } from '../shell/first-page.ts';
import { headline, recordedLateWords, summary } from './headline.ts';

const owned = (person: string | null, step = 'decide') =>
  ({
    caseId: '00000000-0000-4000-8000-000000000001',
    step,
    owner: person === null ? null : { id: person, name: person, role: 'Headteacher' },
  }) as LateRow;
const board = (rest: Partial<LateBoard>) =>
  ({ lateNow: 0, schools: 0, longestMinutes: null, ...rest }) as LateBoard;

describe('the headline of the board', () => {
  it('counts people, not rows', () => {
    const late = [owned('a'), owned('a', 'ring'), owned('b')];
    expect(headline(late, board({ lateNow: 3 }))).toBe('Two people need help now');
  });

  it('counts each duty that nobody has as someone missing', () => {
    expect(headline([owned(null), owned(null, 'ring')], board({ lateNow: 2 }))).toBe(
      'Two people need help now',
    );
  });

  it('speaks of duties when not all of them are shown', () => {
    expect(headline([owned('a')], board({ lateNow: 40 }))).toBe('40 duties are late now');
    expect(headline([], board({ lateNow: 1 }))).toBe('One duty is late now');
  });

  it('says plainly that nobody is late', () => {
    expect(headline([], board({}))).toBe('Nobody is late');
    expect(summary(board({}))).toBe('Every duty with a deadline is inside it.');
  });

  it('says how many schools and how long', () => {
    expect(summary(board({ lateNow: 2, schools: 1, longestMinutes: 1620 }))).toBe(
      'One school. The longest wait is 1 day 3 hours.',
    );
  });
});

describe('what was recorded late', () => {
  it('is said in words beside the share in time, and only where there is any', () => {
    expect(recordedLateWords(null)).toBeNull();
    expect(recordedLateWords({ met: 2, recordedLate: 0, all: 5 })).toBeNull();
  });

  it('is counted among all of them, never beside them', () => {
    expect(recordedLateWords({ met: 0, recordedLate: 1, all: 1 })).toBe(
      'The one written referral was done in time but recorded late: it does not count as in time.',
    );
    expect(recordedLateWords({ met: 2, recordedLate: 1, all: 5 })).toBe(
      'One of the five written referrals was done in time but recorded late: it does not count as in time.',
    );
    expect(recordedLateWords({ met: 2, recordedLate: 3, all: 12 })).toMatch(
      /^Three of the 12 written referrals were /,
    );
    expect(recordedLateWords({ met: 0, recordedLate: 2, all: 2 })).toMatch(
      /^All of the two written referrals were /,
    );
  });
});

describe('the first page', () => {
  const may =
    (...held: string[]) =>
    (permission: string) =>
      held.includes(permission);

  it('is what is late for a leader of the trust, duties for a case holder, the report for everyone else', () => {
    expect(firstPageFor(may('late:read', 'duty:do', 'case:read'), true)).toBe('/late');
    expect(firstPageFor(may('late:read', 'duty:do', 'case:read'), false)).toBe('/duties');
    expect(firstPageFor(may('report:create'), false)).toBe('/report');
    expect(firstPageFor(may('live:read'), true)).toBe('/welcome');
  });
});
