import { difference } from './difference.ts';
import type { Difference } from './difference.ts';
import { fitted } from './fit.ts';
import type { CalendarSnapshot, Instant } from '../clock/calendar.ts';
import { namesOf } from '../inherit/say-names.ts';
import { stepOfKey } from '../reducer/duties.ts';
import type { CaseEvent, Effect } from '../reducer/event.ts';
import type { CaseState, Owner } from '../reducer/state.ts';
import type { PostHolder, World } from '../reducer/world.ts';

/** An event as it was recorded. Where people or the calendar changed with it, it says how. */
export interface Past {
  readonly at: Instant;
  readonly event: CaseEvent;
  readonly people?: readonly PostHolder[];
  readonly calendar?: CalendarSnapshot;
}

/** What came of events under a chain. */
export interface Replayed {
  readonly state: CaseState | null;
  readonly effects: readonly { readonly effect: Effect; readonly world: World; readonly state: CaseState }[];
  /** Who had each duty when it came up. */
  readonly firstOwners: ReadonlyMap<string, Owner | null>;
  /** Where an event did not fit, in words. */
  readonly notes: readonly Difference[];
  readonly world: World;
  readonly until: Instant;
}

/** Plays recorded events under a chain, whatever chain they were recorded under. It never fails. */
export function replay(start: World, events: readonly Past[]): Replayed {
  let world = start;
  let state: CaseState | null = null;
  let waiting: readonly Past[] = [];
  const effects: { effect: Effect; world: World; state: CaseState }[] = [];
  const firstOwners = new Map<string, Owner | null>();
  const notes: Difference[] = [];
  const take = ({ at, event }: Past, now: Instant): boolean => {
    const fit = fitted(world, state, event, now);
    if (fit.waits !== true) notes.push(...fit.notes);
    if (fit.state === null) return fit.waits !== true;
    if (now > at) notes.push(countedLater(world, event, now));
    state = fit.state;
    for (const effect of fit.effects) effects.push({ effect, world, state: fit.state });
    for (const { key, owner } of Object.values(fit.state.duties)) {
      if (!firstOwners.has(key)) firstOwners.set(key, owner);
    }
    return true;
  };
  for (const past of [...events].sort((a, b) => a.at - b.at)) {
    world = {
      ...world,
      ...(past.people ? { people: past.people } : {}),
      ...(past.calendar ? { calendar: past.calendar } : {}),
    };
    const isTaken = take(past, past.at);
    const left = waiting.filter((each) => !take(each, past.at));
    waiting = isTaken ? left : [...left, past];
    if (!isTaken) notes.push(...fitted(world, state, past.event, past.at).notes);
  }
  return { state, effects, firstOwners, notes, world, until: Math.max(0, ...events.map(({ at }) => at)) };
}

function countedLater({ chain, calendar }: World, event: CaseEvent, now: Instant): Difference {
  const step = 'step' in event ? event.step : null;
  const title = step === null ? 'It' : namesOf(chain).step(stepOfKey(step));
  return difference(calendar, {
    kind: 'doesNotFit',
    at: now,
    step,
    sentence: `${title} is counted as done here, where the draft first allows it.`,
  });
}
