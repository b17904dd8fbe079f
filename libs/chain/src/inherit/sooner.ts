import type { Limit } from '../clock/length.ts';
import { fewestDays, kindOf, leastMinutes, mostDays, mostMinutes } from './limit-bounds.ts';
import type { PlainLimit } from './limit-bounds.ts';

/** Whether one limit falls due no later than another from every start, on every calendar. */
export function isNeverLater(one: Limit, other: Limit): boolean {
  return partsOf(other).every((theirs) => partsOf(one).some((ours) => isPlainNeverLater(ours, theirs)));
}

/**
 * Both limits at once. Where one is never later it stands alone; where a calendar decides, they stand together as
 * whichever is sooner. At most one part of each kind is left, so that it never outgrows the language.
 */
export function soonerOf(one: Limit, other: Limit): Limit {
  const parts = [...partsOf(one), ...partsOf(other)];
  const needed = parts.filter((part, index) =>
    parts.every((rival, at) => at === index || !makesNeedless(rival, part, at < index)),
  );
  const [first] = needed;
  return needed.length === 1 && first !== undefined ? first : { sooner: needed };
}

/** The plain limits of which the soonest counts. */
export function partsOf(limit: Limit): PlainLimit[] {
  return 'sooner' in limit ? limit.sooner.flatMap(partsOf) : [limit];
}

/** Of two that are never later than each other, the one that was named first stays. */
function makesNeedless(rival: PlainLimit, part: PlainLimit, isNamedFirst: boolean): boolean {
  return isPlainNeverLater(rival, part) && (isNamedFirst || !isPlainNeverLater(part, rival));
}

function isPlainNeverLater(one: PlainLimit, other: PlainLimit): boolean {
  if (mostMinutes(one) <= leastMinutes(other)) return true;
  return isSameKindNoLonger(one, other) || isDayBefore(one, other);
}

function isSameKindNoLonger(one: PlainLimit, other: PlainLimit): boolean {
  if (kindOf(one) !== kindOf(other)) return false;
  const [ours, theirs] = [Object.values(one)[0], Object.values(other)[0]] as [unknown, unknown];
  return typeof ours === 'number' && typeof theirs === 'number' ? ours <= theirs : ours === theirs;
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

const isDays = (limit: PlainLimit): boolean => !('minutes' in limit || 'hours' in limit || 'beforeNext' in limit);
