import { nextAtWork } from './working-time.ts';
import type { Actor, Scene } from './scene.ts';
import type { CalendarSnapshot, Instant } from '../clock/calendar.ts';
import { DAY, HOUR, MINUTE } from '../clock/civil.ts';
import { describeDay, describeInstant, describeTime } from '../clock/describe.ts';
import { localDay } from '../clock/local.ts';
import { listed } from '../inherit/say-words.ts';
import { ROLES } from '../language/role.ts';
import type { Role } from '../language/role.ts';

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** '25 minutes', '3 hours', '2 days and 4 hours': the two largest parts. */
export function sayTime(time: number): string {
  if (time < MINUTE) return 'less than a minute';
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(time / DAY), 'day'],
    [Math.floor((time % DAY) / HOUR), 'hour'],
    [Math.floor((time % HOUR) / MINUTE), 'minute'],
  ];
  const [first = 0] = parts.flatMap(([count], index) => (count > 0 ? [index] : []));
  const said = parts
    .slice(first, first + 2)
    .flatMap(([count, one]) => (count > 0 ? [counted(count, one)] : []));
  return listed(said);
}

/** 'Fri 13 Nov, 16:40'; with the year where it is not that of the instant that people count from. */
export function briefly(calendar: CalendarSnapshot, at: Instant, from: Instant): string {
  const [day, begun] = [at, from].map((instant) => describeDay(localDay(calendar, instant)));
  const isPlain = day?.slice(-5) === begun?.slice(-5);
  return `${isPlain ? day?.slice(0, -5) : day}, ${describeTime(calendar, at)}`;
}

/** 'Mon 16 Nov 2026, 08:30', or the time alone where it is the same day. */
function laterOn(calendar: CalendarSnapshot, from: Instant, at: Instant): string {
  const isSameDay = localDay(calendar, from) === localDay(calendar, at);
  return isSameDay ? describeTime(calendar, at) : describeInstant(calendar, at);
}

/** 'Dana Ellis, designated safeguarding lead' */
export function named(name: string, role: Role | null): string {
  if (role === null) return name;
  const { title } = ROLES[role];
  const isAbbreviation = /^[A-Z]{2}/.test(title);
  return `${name}, ${isAbbreviation ? title : title.slice(0, 1).toLowerCase() + title.slice(1)}`;
}

/** When somebody hears of what they are told, as they next work; null where they never do. */
export function hearsAt({ calendar }: Scene, actor: Actor, at: Instant): Instant | null {
  return nextAtWork(calendar, actor, at);
}

/** The same in words, where it is not at once. */
export function sayHears(scene: Scene, actor: Actor, at: Instant): string {
  const heard = hearsAt(scene, actor, at);
  if (heard === null) return ' (away, and not back in this scenario)';
  return heard === at ? '' : ` (at work again ${laterOn(scene.calendar, at, heard)})`;
}
