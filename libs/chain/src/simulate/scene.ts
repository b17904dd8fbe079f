import { dayOf, instantOfLocal, minutesOf } from './local-time.ts';
import type { Part } from './part.ts';
import type { CalendarChange, Hours, Person, Scenario } from './scenario.ts';
import type { CalendarSnapshot, Instant } from '../clock/calendar.ts';
import type { Chain } from '../language/chain.ts';
import type { Post } from '../language/role.ts';
import { leftOut } from '../reducer/bystanders.ts';
import type { PostHolder, World } from '../reducer/world.ts';

/** Somebody as they are at one moment of a scenario. */
export interface Actor {
  readonly name: string;
  readonly posts: readonly Post[];
  readonly part: Part | null;
  readonly away: readonly { readonly from: Instant; readonly until: Instant; readonly suspended: boolean }[];
  readonly hours: Hours;
}

/** Who is there and on which calendar, until something changes it. */
export interface Scene {
  readonly calendar: CalendarSnapshot;
  readonly actors: readonly Actor[];
}

/** A calendar with what a scenario changes in it. */
export function changedCalendar(calendar: CalendarSnapshot, change: CalendarChange): CalendarSnapshot {
  const { holidays = [], notHolidays = [], terms, insetDays, schoolDayStarts } = change;
  const none = new Set(notHolidays.map(dayOf));
  const days = new Set([...calendar.holidays, ...holidays.map(dayOf)].filter((day) => !none.has(day)));
  return {
    ...calendar,
    holidays: [...days].sort((a, b) => a - b),
    ...(terms === undefined
      ? {}
      : { terms: terms.map(([first, last]): [number, number] => [dayOf(first), dayOf(last)]) }),
    ...(insetDays === undefined ? {} : { insetDays: insetDays.map(dayOf) }),
    ...(schoolDayStarts === undefined ? {} : { schoolDayStarts: minutesOf(schoolDayStarts) }),
  };
}

export function sceneOf(scenario: Scenario, base: CalendarSnapshot): Scene {
  const calendar = changedCalendar(base, scenario.calendar);
  return { calendar, actors: scenario.people.map((person) => actorOf(person, scenario.hours, calendar)) };
}

function actorOf(
  { name, posts, part, away, hours }: Person,
  usual: Hours,
  calendar: CalendarSnapshot,
): Actor {
  return {
    name,
    posts,
    part: part ?? null,
    away: away.map(({ from, until, suspended = false }) => ({
      from: instantOfLocal(calendar, from),
      until: until === undefined ? Infinity : instantOfLocal(calendar, until),
      suspended,
    })),
    hours: hours ?? usual,
  };
}

/** Whoever holds no post here is gone. */
export function isAwayAt({ posts, away }: Actor, at: Instant): boolean {
  return posts.length === 0 || away.some(({ from, until }) => from <= at && at < until);
}

export function isSuspendedAt({ away }: Actor, at: Instant): boolean {
  return away.some(({ from, until, suspended }) => suspended && from <= at && at < until);
}

/** The world as the reducer asks for it, at an instant. */
export function worldAt(chain: Chain, scene: Scene, at: Instant): World {
  const { actors, calendar } = scene;
  const without = leftOut(chain);
  const people = actors.flatMap((actor) =>
    (actor.posts.length === 0 ? [null] : actor.posts).map((post): PostHolder => ({
      person: actor.name,
      role: post === null || without.includes(post) ? null : post,
      excluded: actor.part !== null,
      away: isAwayAt(actor, at),
      suspended: post === null || isSuspendedAt(actor, at),
    })),
  );
  const subject = actors.flatMap(({ part, posts }) => (part === 'subject' || part === 'likely' ? posts : []));
  return { chain, calendar, people, subject };
}

/** The next instant after this one at which somebody goes away or comes back. */
export function nextAbsence({ actors }: Scene, after: Instant): Instant | null {
  const edges = actors
    .filter(({ posts }) => posts.length > 0)
    .flatMap(({ away }) => away.flatMap(({ from, until }) => [from, until]))
    .filter((edge) => edge > after && edge < Infinity);
  return edges.length === 0 ? null : Math.min(...edges);
}
