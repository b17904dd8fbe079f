import type { LateCause } from '@trustward/contracts';

/** What is known of a duty at the moment at which it becomes late. */
export interface Circumstances {
  readonly byOutage: boolean;
  /** Whether its case could not be read then, so that nobody could do anything in it. */
  readonly unreadable: boolean;
  readonly hasOwner: boolean;
  readonly ownerAway: boolean;
  /** Whether its owner opened the case or did anything in it. */
  readonly ownerLooked: boolean;
  /** Whether a message about it did not reach its owner. */
  readonly ownerUnreached: boolean;
  /** Whether the time of another party, on whom the case waits, is over too. */
  readonly othersSilent: boolean;
}

/** The first that holds: what nobody could help stands before what somebody left undone. */
const CAUSES: readonly (readonly [LateCause, (it: Circumstances) => boolean])[] = [
  ['outage', ({ byOutage }) => byOutage],
  ['unreadable', ({ unreadable }) => unreadable],
  ['nobody', ({ hasOwner }) => !hasOwner],
  ['away', ({ ownerAway }) => ownerAway],
  ['theirSide', ({ othersSilent }) => othersSilent],
  ['opened', ({ ownerLooked }) => ownerLooked],
  ['wrongContact', ({ ownerUnreached }) => ownerUnreached],
];

export const causeOf = (circumstances: Circumstances): LateCause =>
  CAUSES.find(([, holds]) => holds(circumstances))?.[0] ?? 'notOpened';
