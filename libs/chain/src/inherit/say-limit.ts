import type { Limit } from '../clock/length.ts';
import { kindOf, type PlainLimit } from './limit-bounds.ts';
import { partsOf } from './sooner.ts';

const UNITS: Readonly<Record<string, readonly [one: string, several: string]>> = {
  minutes: ['minute', 'minutes'],
  hours: ['hour', 'hours'],
  workingDays: ['working day', 'working days'],
  schoolDays: ['school day', 'school days'],
  calendarDays: ['day', 'days'],
  months: ['month', 'months'],
};

/** '24 hours', or '24 hours or 1 working day, whichever is sooner'. */
export function sayLimit(limit: Limit): string {
  const said = partsOf(limit).map(sayPlain);
  return said.length === 1 ? (said[0] ?? '') : `${said.join(' or ')}, whichever is sooner`;
}

function sayPlain(limit: PlainLimit): string {
  if ('beforeNext' in limit) {
    return `before the next ${limit.beforeNext === 'schoolDay' ? 'school' : 'working'} day begins`;
  }
  if ('calendarDays' in limit && limit.calendarDays === 0) return 'by the end of the same day';
  const count = Number(Object.values(limit)[0]);
  return `${count} ${UNITS[kindOf(limit)]?.[count === 1 ? 0 : 1] ?? ''}`;
}

/** 'within 24 hours', 'by the end of the same day' */
export function sayWithin(limit: Limit): string {
  const said = sayLimit(limit);
  return /^(?:before|by) /.test(said) ? said : `within ${said}`;
}
