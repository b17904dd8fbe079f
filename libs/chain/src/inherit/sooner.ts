import type { Limit } from '../clock/length.ts';
import { fewestDays, kindOf, leastMinutes, mostDays, mostMinutes } from './limit-bounds.ts';
import type { PlainLimit } from './limit-bounds.ts';

/** Whether a limit runs on from its start, or leads up to an event: then the longer one is due sooner. */
export type Direction = 'on' | 'upTo';

/** Whether one limit falls due no later than another, whatever the start and the calendar. */
export function isNeverLater(one: Limit, other: Limit, direction: Direction = 'on'): boolean {
  const isSooner = direction === 'on' ? isPlainNeverLater : isPlainNeverShorter;
  return partsOf(other).every((theirs) => partsOf(one).some((ours) => isSooner(ours, theirs)));
}

/**
 * Both limits at once. Where one is never later it stands alone; where a calendar decides, they stand together as
 * whichever is sooner. At most one part of each kind is left, so that it never outgrows the language.
 */
export function soonerOf(one: Limit, other: Limit, direction: Direction = 'on'): Limit {
  const parts = [...partsOf(one), ...partsOf(other)];
  const isNeedless = (part: PlainLimit, index: number): boolean =>
    parts.some((rival, at) => at !== index && makesNeedless(rival, part, at < index, direction));
  const needed = parts.filter((part, index) => !isNeedless(part, index));
  const [first] = needed;
  return needed.length === 1 && first !== undefined ? first : { sooner: needed };
}

/** The plain limits of which the soonest counts. */
export function partsOf(limit: Limit): PlainLimit[] {
  return 'sooner' in limit ? limit.sooner.flatMap(partsOf) : [limit];
}

/** Of two that are never later than each other, the one that was named first stays. */
function makesNeedless(
  rival: PlainLimit,
  part: PlainLimit,
  isNamedFirst: boolean,
  direction: Direction,
): boolean {
  return isNeverLater(rival, part, direction) && (isNamedFirst || !isNeverLater(part, rival, direction));
}

function isPlainNeverLater(one: PlainLimit, other: PlainLimit): boolean {
  if (mostMinutes(one) <= leastMinutes(other)) return true;
  return isSameKind(one, other, (ours, theirs) => ours <= theirs) || isDayBefore(one, other);
}

/** Counted back from an event, only like can be compared with like. */
function isPlainNeverShorter(one: PlainLimit, other: PlainLimit): boolean {
  if (!isDays(one) && !isDays(other) && !('beforeNext' in one) && !('beforeNext' in other)) {
    return leastMinutes(one) >= leastMinutes(other);
  }
  return isSameKind(one, other, (ours, theirs) => ours >= theirs);
}

function isSameKind(
  one: PlainLimit,
  other: PlainLimit,
  compare: (ours: number, theirs: number) => boolean,
): boolean {
  if (kindOf(one) !== kindOf(other)) return false;
  const [ours, theirs] = [Object.values(one)[0], Object.values(other)[0]] as [unknown, unknown];
  return typeof ours === 'number' && typeof theirs === 'number' ? compare(ours, theirs) : ours === theirs;
}

/**
 * Days of any kind are days, so so many calendar days are never later than as many working or school days; the next day
 * of a kind begins before the first day of that kind ends. A school day begins in the morning, so the next may be today's.
 */
function isDayBefore(one: PlainLimit, other: PlainLimit): boolean {
  const days = mostDays(one);
  if (days !== null && 'beforeNext' in other) return days === 0 && other.beforeNext === 'workingDay';
  if (days !== null) return isDays(other) && days <= fewestDays(other);
  if (!('beforeNext' in one)) return false;
  return one.beforeNext === 'workingDay' ? 'workingDays' in other : 'schoolDays' in other;
}

const isDays = (limit: PlainLimit): boolean =>
  !('minutes' in limit || 'hours' in limit || 'beforeNext' in limit);
