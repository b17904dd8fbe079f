import { isNeverLater, partsOf } from './sooner.ts';
import type { Length, Limit } from '../clock/length.ts';
import type { RunningClock } from '../language/clock.ts';
import type { LateRung } from '../language/rung.ts';
import type { Step } from '../language/step.ts';

/** Nobody waits longer to hear of what is late, or of a case in which nobody acts, or it counts as never. */
export const MOST_DAYS_UNHEARD = 30;

/** And of a call that was not made, nobody waits longer than this. */
const MOST_HOURS_CALL_UNHEARD = 12;

/** By when a call is made at the latest, whatever a chain says: in any of these times. */
export const CALL_WITHIN: Readonly<Record<NonNullable<Step['path']>, readonly [Length, ...Length[]]>> = {
  danger: [{ hours: 4 }],
  designatedOfficer: [{ workingDays: 1 }, { hours: 24 }],
};

/** Whether a rung is climbed before whoever should hear of it has waited too long. */
export const isHeardInTime = ({ after }: LateRung, { path }: Pick<Step, 'path'>): boolean =>
  after === undefined ||
  (path === undefined ? daysIn(after) <= MOST_DAYS_UNHEARD : daysIn(after) * 24 <= MOST_HOURS_CALL_UNHEARD);

/** Whether it is said again before whoever heard it has waited too long. */
export const isHeardAgain = (every: Length): boolean => daysIn(every) <= MOST_DAYS_UNHEARD;

/** Whether a rung is climbed after another, where no holiday comes between. */
export const isLater = (one: LateRung, other: LateRung): boolean => daysAfter(one) > daysAfter(other);
const daysAfter = ({ after }: LateRung): number => (after === undefined ? 0 : daysIn(after));

/** How long nobody need hear, in words. */
export const longestUnheard = ({ path }: Pick<Step, 'path'>): string =>
  path === undefined ? `${MOST_DAYS_UNHEARD} days` : `${MOST_HOURS_CALL_UNHEARD} hours`;

/** Whether a time runs out within so many days. */
export const isWithinDays = (limit: Limit, most: number): boolean =>
  partsOf(limit).some((part) => 'beforeNext' in part || daysIn(part) <= most);

/** How long a length is where no holiday comes between. */
function daysIn(length: Length): number {
  if ('minutes' in length) return length.minutes / 1440;
  if ('hours' in length) return length.hours / 24;
  if ('calendarDays' in length) return length.calendarDays;
  if ('months' in length) return length.months * 30;
  return (('workingDays' in length ? length.workingDays : length.schoolDays) * 7) / 5;
}

/** Whether the time for a call runs out as soon as it must, and nothing that the clock says beside it moves it later. */
export function isCallInTime(path: NonNullable<Step['path']>, clock: RunningClock): boolean {
  const { within, floor, mayPause } = clock;
  const isSoon = (limit: Limit): boolean => CALL_WITHIN[path].some((most) => isNeverLater(limit, most));
  if (floor !== undefined && isSoon(floor)) return true;
  if (mayPause !== undefined || !isSoon(within)) return false;
  // Options move days only: beside a time that passes by night and day they do no harm.
  return !mayMoveDays(clock) || partsOf(within).some((part) => !isInDays(part) && isSoon(part));
}

const mayMoveDays = ({ weekendStart, close, roll }: RunningClock): boolean =>
  weekendStart === 'lenient' || roll === 'forward' || close?.startAfterIt === 'nextDay';

const isInDays = (limit: Limit): boolean =>
  !('minutes' in limit || 'hours' in limit || 'beforeNext' in limit);
