import { LATEST, caseStateCheck } from '@trustward/chain/state';
import type { CalendarSnapshot, CaseState, Chain, Instant } from '@trustward/chain';
import { isUuid } from '@trustward/database';
import type { Tx } from '@trustward/database';
import { PinnedContentChanged, pinnedCalendar, pinnedChain } from './pinned.ts';

/**
 * What is kept of a case, or what it pinned, is not what Trustward writes: somebody changed it, or it comes from a later
 * version. Nothing is guessed from it: the case goes the safe route, and a person has to be asked.
 */
export class CaseUnreadable extends Error {
  override readonly name = 'CaseUnreadable';
  constructor(
    readonly what: 'pinned' | 'state' | 'sealed' | 'play' | 'write',
    options?: ErrorOptions,
  ) {
    super(`A case cannot be read: ${what}.`, options);
  }
}

interface Kept {
  readonly state: unknown;
  readonly chainHash: string;
  readonly calendarHash: string;
}

export interface Read {
  readonly state: CaseState;
  readonly chain: Chain;
  readonly calendar: CalendarSnapshot;
}

const isState = caseStateCheck(isUuid);

/** So far may clocks differ, or PostgreSQL's be set back, and a case only stand still meanwhile. */
const AHEAD_MS = 5 * 60_000;

/**
 * The one place where a case is read back: whole, or CaseUnreadable. `caseNow` is its own present, which nothing that it
 * lived through lies beyond: it would sleep until then in silence. After a clock that jumped ahead it is sound again once
 * the clock has caught up.
 */
export async function readBack<T extends Kept>(tx: Tx, kept: T, caseNow: Instant): Promise<T & Read> {
  const { chain, calendar } = await pinnedOf(tx, kept);
  const { state } = kept;
  if (caseNow > LATEST || !isState(state, chain)) throw new CaseUnreadable('state');
  if (state.playedTo > caseNow + AHEAD_MS) throw new CaseUnreadable('state');
  return { ...kept, state, chain, calendar };
}

async function pinnedOf(tx: Tx, { chainHash, calendarHash }: Kept): Promise<Omit<Read, 'state'>> {
  return readable(async () => ({
    chain: await pinnedChain(tx, chainHash),
    calendar: await pinnedCalendar(tx, calendarHash),
  }));
}

/** What a case cannot go on without. That the database cannot be asked says nothing of what it holds. */
export async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof PinnedContentChanged) throw new CaseUnreadable('pinned', { cause: error });
    throw error;
  }
}

/** What lists say of what is unreadable in a case: nothing, instead of failing for all the others. */
export async function unlessUnreadable<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    // What is kept is read without a look at it beforehand.
    if (error instanceof PinnedContentChanged) return null;
    throw error;
  }
}

/** The reducer going on from what was read; what it cannot go on from is as unreadable as what has no shape. */
export function goingOn<T>(play: () => T): T {
  try {
    return play();
  } catch (error) {
    // Nothing but the reducer runs in it, which throws for no case that it made itself.
    throw new CaseUnreadable('play', { cause: error });
  }
}
