import type { Happening } from './happening.ts';
import { instantOfLocal } from './local-time.ts';
import { changedCalendar } from './scene.ts';
import type { Actor, Scene } from './scene.ts';
import type { CalendarChange } from './scenario.ts';
import { lastRound } from '../reducer/duties.ts';
import type { CaseEvent } from '../reducer/event.ts';
import type { CaseState } from '../reducer/state.ts';
import type { World } from '../reducer/world.ts';

/** What comes of something that happens: perhaps another scene, and what the reducer is told. */
export interface Happens {
  readonly scene: Scene;
  readonly event: CaseEvent;
}

export function happens(scene: Scene, world: World, state: CaseState, it: Happening): Happens {
  switch (it.what) {
    case 'becomesSubject':
    case 'isInvolved':
    case 'clearedOfPart':
      return people(scene, it.person, (actor) => ({ ...actor, part: PART[it.what] }));
    case 'takesPost':
      return people(scene, it.person, (actor) => ({ ...actor, posts: [...actor.posts, it.post] }));
    case 'leavesPost':
      return people(scene, it.person, (actor) => ({
        ...actor,
        posts: actor.posts.filter((post) => post !== it.post),
      }));
    case 'calendarChanges': {
      // What the scenario itself changed stays, unless this says otherwise.
      const calendar = changedCalendar(scene.calendar, it.calendar as CalendarChange);
      return { scene: { ...scene, calendar }, event: { type: 'calendarChanged' } };
    }
    default:
      return { scene, event: eventOf(scene, world, state, it) };
  }
}

const PART = { becomesSubject: 'subject', isInvolved: 'involved', clearedOfPart: null } as const;

function people(scene: Scene, name: string, change: (actor: Actor) => Actor): Happens {
  const actors = scene.actors.map((actor) => (actor.name === name ? change(actor) : actor));
  return { scene: { ...scene, actors }, event: { type: 'peopleChanged' } };
}

type Said = Exclude<
  Happening,
  { what: 'becomesSubject' | 'isInvolved' | 'clearedOfPart' | 'takesPost' | 'leavesPost' | 'calendarChanges' }
>;

function eventOf({ calendar }: Scene, world: World, state: CaseState, it: Said): CaseEvent {
  if (it.what === 'childCaseEnds') {
    return { type: 'childEnded', duty: lastRound(state, it.step)?.key ?? it.step };
  }
  const { by } = it;
  switch (it.what) {
    case 'standsDown':
      return { type: 'recused', by };
    case 'answers':
      return { type: 'learned', by, facts: it.facts };
    case 'records':
      return {
        type: 'eventRecorded',
        by,
        event: it.event,
        ...(it.date === undefined ? {} : { date: instantOfLocal(calendar, it.date) }),
      };
    case 'asksRelease':
      return { type: 'releaseAsked', by, hold: it.hold };
    case 'grantsRelease':
      return { type: 'releaseGranted', by, hold: it.hold };
    case 'declinesRelease':
      return { type: 'releaseDeclined', by, hold: it.hold };
    case 'saysMistake':
      return { type: 'mistakeAsked', by };
    case 'agreesMistake':
      return { type: 'mistakeAgreed', by };
    case 'declinesMistake':
      return { type: 'mistakeDeclined', by };
    default:
      return onDuty(world, state, it);
  }
}

function onDuty(world: World, state: CaseState, it: Extract<Said, { step: string; by: string }>): CaseEvent {
  const duty = lastRound(state, it.step);
  const base = { by: it.by, step: duty?.key ?? it.step, version: duty?.version ?? 0 };
  const ladder = world.chain.steps.find(({ id }) => id === it.step)?.owner ?? [];
  const held = ladder.find((role) =>
    world.people.some((each) => each.person === it.by && each.role === role),
  );
  if (it.what === 'takesOver') return { type: 'takenOver', ...base, as: held ?? 'staff' };
  if (it.what === 'resumes') return { type: 'resumed', ...base };
  return { type: it.what === 'asksToWaive' ? 'waiverAsked' : 'pauseAsked', ...base, reason: it.reason };
}
