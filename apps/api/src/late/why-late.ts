import { own } from '@trustward/chain';
import type { LateCause } from '@trustward/contracts';

/** Why a duty is late, or was: said of what is late now and of what became late long ago in the same words. */
export const CAUSE_WORDS: Readonly<Record<LateCause, string>> = {
  outage: 'Trustward was down',
  unreadable: 'The case could not be read',
  nobody: 'Nobody is there to do it',
  away: 'Unavailable, and no cover set',
  theirSide: 'Another agency has not answered',
  opened: 'Opened, not done',
  wrongContact: 'Could not be reached',
  notOpened: 'Not opened',
};

/** Of a cause that was written down; a later version beside this one may know more of them. */
export const causeSaid = (cause: LateCause): string => own(CAUSE_WORDS, cause) ?? 'For another reason';
