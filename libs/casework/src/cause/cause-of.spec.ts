import { describe, expect, it } from 'vitest';
import { causeOf } from './cause-of.ts';
import type { Circumstances } from './cause-of.ts';

const ORDINARY: Circumstances = {
  byOutage: false,
  unreadable: false,
  hasOwner: true,
  ownerAway: false,
  ownerLooked: false,
  ownerUnreached: false,
  othersSilent: false,
};

describe('why a duty became late', () => {
  it.each([
    ['nobody opened it', {}, 'notOpened'],
    ['its owner looked and did not do it', { ownerLooked: true }, 'opened'],
    ['what was sent to its owner never came', { ownerUnreached: true }, 'wrongContact'],
    ['another agency has not answered either', { ownerLooked: true, othersSilent: true }, 'theirSide'],
    ['its owner is away and has no cover', { ownerAway: true, ownerLooked: true }, 'away'],
    ['nobody was there to do it', { hasOwner: false }, 'nobody'],
    ['an outage kept it from its owner', { byOutage: true, ownerAway: true }, 'outage'],
    ['nobody could do anything in its case', { unreadable: true, ownerLooked: true }, 'unreadable'],
  ] as const)('is that %s', (_said, differing, cause) => {
    expect(causeOf({ ...ORDINARY, ...differing })).toBe(cause);
  });

  it('is not that a message did not come, once its owner has looked', () => {
    expect(causeOf({ ...ORDINARY, ownerUnreached: true, ownerLooked: true })).toBe('opened');
  });
});
