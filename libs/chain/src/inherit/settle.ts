import type { LimitFloor } from './floor.ts';
import type { Source } from './origin.ts';
import type { LayerRefusal } from './refusal.ts';
import { describeLength, END_OF_DAY } from '../clock/describe.ts';
import { quoted } from './say-words.ts';
import { isNeverLater, soonerOf } from './sooner.ts';
import type { Direction } from './sooner.ts';
import type { Limit } from '../clock/length.ts';

/** A length that a layer gives. */
export interface Claim {
  readonly limit: Limit;
  readonly by: Source;
}

export interface Settled extends Claim {
  readonly refusals: readonly LayerRefusal[];
}

/** What a length is about, where it stands, and which of two layers is the lower. */
export interface Place {
  readonly title: string;
  readonly path: string;
  readonly direction: Direction;
  readonly isBelow: (one: Source, other: Source) => boolean;
}

/**
 * A length under floors. Sooner stands; later is refused from the same layer or one below, and gives way to a floor that a
 * layer below sets; where a calendar decides, both stand together.
 */
export function settle(claim: Claim, floors: readonly LimitFloor[], place: Place): Settled {
  return floors.reduce<Settled>((settled, floor) => under(claim, settled, floor, place), {
    ...claim,
    refusals: [],
  });
}

/** What a layer itself gave is held against each floor, and not what another floor has made of it. */
function under(claim: Claim, settled: Settled, floor: LimitFloor, place: Place): Settled {
  const { limit, by, refusals } = settled;
  const { direction, isBelow } = place;
  if (isNeverLater(limit, floor.limit, direction)) return settled;
  if (isBelow(floor.by, by)) return { ...floor, limit: soonerOf(floor.limit, limit, direction), refusals };
  const given = by === claim.by ? claim : settled;
  if (
    isNeverLater(given.limit, floor.limit, direction) ||
    !isNeverLater(floor.limit, given.limit, direction)
  ) {
    return { limit: soonerOf(limit, floor.limit, direction), by, refusals };
  }
  return { limit: floor.limit, by, refusals: [...refusals, refusal(given, floor, place)] };
}

function refusal({ limit, by }: Claim, floor: LimitFloor, { title, path, direction }: Place): LayerRefusal {
  const sentence = `${by.title} says ${describeLength(limit)} for ${quoted(title)}; ${floor.by.title} says ${atMost(floor.limit, direction)}, as a floor.`;
  return { path, sentence, by, against: floor.by };
}

function atMost(limit: Limit, direction: Direction): string {
  const said = describeLength(limit);
  if (direction === 'upTo') return `no less than ${said} before`;
  if (said.startsWith(END_OF_DAY)) return `no later than ${said}`;
  return said.startsWith('before ') ? said : `no more than ${said}`;
}
