import { canonicalJson } from '@trustward/chain';
import type { CaseEvent, Instant } from '@trustward/chain';
import { SealBroken } from '@trustward/database';
import type { Tx } from '@trustward/database';
import type { Act } from './drive.ts';
import type { LockedCase } from './load.ts';

/** An event as it was taken, and the version the case had after it. */
export interface Taken {
  readonly version: number;
  readonly event: CaseEvent;
  readonly at: Instant;
  /** Base 64; null where nothing was written in words. */
  readonly sealed: string | null;
}

/** An act under this id stands as it was recorded; the words kept with it were changed or damaged. */
export class TakenUnreadable extends Error {
  override readonly name = 'TakenUnreadable';
}

/**
 * Whether an act under a used id is the one taken under it, to the last word: another must not be told that it was
 * recorded, for then its words would be lost without anybody knowing.
 */
export function isRepeat(tx: Tx, locked: LockedCase, taken: Taken, act: Act, caseNow: Instant): boolean {
  return (
    gist(taken.event, taken.at) === gist(act.event, caseNow) &&
    canonicalJson(wordsOf(tx, locked, taken, act.eventId)) === canonicalJson(act.words ?? null)
  );
}

function wordsOf(tx: Tx, { id, wrappedKey }: LockedCase, { sealed }: Taken, eventId: string): unknown {
  if (sealed === null) return null;
  const place = { table: 'case_event', column: 'sealed', row: eventId };
  try {
    return tx.keys.ofCase(id, wrappedKey).open(place, Buffer.from(sealed, 'base64'));
  } catch (error) {
    // Only opening it says whether it opens.
    if (error instanceof SealBroken) throw new TakenUnreadable('Recorded, and unreadable.', { cause: error });
    throw error;
  }
}

/** As it was stored, in JSON. A move of the clock is asked for in minutes from a present that the first one moved. */
function gist(event: CaseEvent, at: Instant): string {
  const asked = event.type === 'clockMoved' ? { ...event, to: Math.round((event.to - at) / 60_000) } : event;
  return canonicalJson(JSON.parse(JSON.stringify(asked)));
}
