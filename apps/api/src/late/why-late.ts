import type { LateCause } from '@trustward/contracts';

/** Why a duty is late, or was: said of what is late now and of what became late long ago in the same words. */
export const CAUSE_WORDS: Readonly<Record<LateCause, string>> = {
  outage: 'Trustward was down',
  nobody: 'Nobody is there to do it',
  away: 'Away, and no cover set',
  theirSide: 'Another agency has not answered',
  opened: 'Opened, not done',
  wrongContact: 'Could not be reached',
  notOpened: 'Not opened',
};
