import { difference } from './difference.ts';
import type { Difference } from './difference.ts';
import { fitted } from './fit.ts';
import type { CalendarSnapshot, Instant } from '../clock/calendar.ts';
import { namesOf } from '../inherit/say-names.ts';
import { advance } from '../reducer/advance.ts';
import { stepOfKey } from '../reducer/duties.ts';
import type { CaseEvent, Effect } from '../reducer/event.ts';
import { nextWake } from '../reducer/next-wake.ts';
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
  /** When it had played as many events as it may; null where it came to the end. */
  readonly stoppedAt: Instant | null;
}

interface ReplayOptions {
  /** How many events may be played, those in which only time passes included. */
  readonly mostEvents: number;
  /** What happened after it is left out. */
  readonly until?: Instant | undefined;
}

/** Plays recorded events under a chain, whatever chain they were recorded under. It never fails, and is bounded. */
export function replay(start: World, events: readonly Past[], options: ReplayOptions): Replayed {
  const { until = Math.max(0, ...events.map(({ at }) => at)) } = options;
  const replaying = new Replaying(start, options.mostEvents);
  for (const past of [...events].sort((a, b) => a.at - b.at)) {
    if (past.at <= until) replaying.play(past);
  }
  return replaying.ended(until);
}

class Replaying {
  readonly #effects: { effect: Effect; world: World; state: CaseState }[] = [];
  readonly #firstOwners = new Map<string, Owner | null>();
  readonly #notes: Difference[] = [];
  #world: World;
  #state: CaseState | null = null;
  #waiting: readonly Past[] = [];
  #left: number;

  constructor(start: World, mostEvents: number) {
    this.#world = start;
    this.#left = mostEvents;
  }

  play(past: Past): void {
    const { at, people, calendar } = past;
    // What fell due up to then was for whoever was there, by the calendar of the time.
    this.#wait(at);
    if (this.#left <= 0) return;
    this.#world = { ...this.#world, ...(people ? { people } : {}), ...(calendar ? { calendar } : {}) };
    this.#left -= 1;
    const isTaken = this.#take(past, at);
    const left = this.#waiting.filter((each) => !this.#take(each, at));
    this.#waiting = isTaken ? left : [...left, past];
    if (!isTaken) this.#notes.push(...fitted(this.#world, this.#state, past.event, at).notes);
  }

  ended(until: Instant): Replayed {
    this.#wait(until);
    const stoppedAt = this.#left <= 0 ? (this.#state?.playedTo ?? null) : null;
    return {
      state: this.#state,
      effects: this.#effects,
      firstOwners: this.#firstOwners,
      notes: this.#notes,
      world: this.#world,
      until: stoppedAt ?? until,
      stoppedAt,
    };
  }

  /** Wake by wake, so that they are counted. */
  #wait(until: Instant): void {
    for (let state = this.#state; state !== null && this.#left > 0; state = this.#state) {
      const wake = nextWake(state);
      if (wake === null || wake > until) return;
      const result = advance(this.#world, state, { type: 'timePassed' }, Math.max(wake, state.playedTo));
      if (!result.ok || nextWake(result.state) === wake) return;
      this.#left -= 1;
      this.#keep(result);
    }
  }

  #take({ at, event }: Past, now: Instant): boolean {
    const fit = fitted(this.#world, this.#state, event, now);
    if (fit.waits !== true) this.#notes.push(...fit.notes);
    if (fit.state === null) return fit.waits !== true;
    if (now > at) this.#notes.push(countedLater(this.#world, event, now));
    this.#keep({ state: fit.state, effects: fit.effects });
    return true;
  }

  #keep({ state, effects }: { readonly state: CaseState; readonly effects: readonly Effect[] }): void {
    this.#state = state;
    for (const effect of effects) this.#effects.push({ effect, world: this.#world, state });
    for (const { key, owner } of Object.values(state.duties)) {
      if (!this.#firstOwners.has(key)) this.#firstOwners.set(key, owner);
    }
  }
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
