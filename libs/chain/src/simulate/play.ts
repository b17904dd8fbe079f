import { happens } from './happen.ts';
import { holding, intentions } from './intentions.ts';
import type { Intention } from './intentions.ts';
import { instantOfLocal } from './local-time.ts';
import { nextAbsence, sceneOf, worldAt } from './scene.ts';
import type { Scene } from './scene.ts';
import type { Scenario } from './scenario.ts';
import type { CalendarSnapshot, Instant } from '../clock/calendar.ts';
import { DAY } from '../clock/civil.ts';
import type { Chain } from '../language/chain.ts';
import { advance } from '../reducer/advance.ts';
import { isOwed, owedDuties } from '../reducer/duties.ts';
import type { CaseEvent, Effect, Refusal } from '../reducer/event.ts';
import { nextWake } from '../reducer/next-wake.ts';
import type { CaseState } from '../reducer/state.ts';
import type { World } from '../reducer/world.ts';

/** One event that the reducer took, with what was before and after it. */
export interface Taken {
  readonly at: Instant;
  readonly event: CaseEvent;
  readonly before: CaseState | null;
  readonly after: CaseState;
  readonly effects: readonly Effect[];
  readonly world: World;
  readonly scene: Scene;
  readonly sceneBefore: Scene;
}

/** One that it refused. */
export interface Refused {
  readonly at: Instant;
  readonly event: CaseEvent;
  readonly refusal: Refusal;
  readonly world: World;
  readonly scene: Scene;
}

export type Ending = 'closed' | 'mistake' | 'time' | 'events';

export interface Play {
  readonly happened: readonly (Taken | Refused)[];
  readonly ending: Ending;
  readonly endedAt: Instant;
  readonly scene: Scene;
  readonly state: CaseState | null;
}

interface Next {
  readonly at: Instant;
  readonly scene: Scene;
  readonly event: CaseEvent;
  readonly intention?: Intention;
  readonly then?: () => void;
}

/** Plays a scenario with the reducer itself: time, people and what happens to them, one event after another. */
export function play(chain: Chain, scenario: Scenario, base: CalendarSnapshot): Play {
  const player = new Player(chain, scenario, base);
  return player.run();
}

class Player {
  readonly #chain: Chain;
  readonly #scenario: Scenario;
  readonly #until: Instant;
  readonly #happened: (Taken | Refused)[] = [];
  readonly #since = new Map<string, Instant>();
  /** What was refused, and how things stood then: it is tried again only when they stand otherwise. */
  readonly #refused = new Map<string, string>();
  readonly #carriedOut = new Set<string>();
  #coming: { readonly at: Instant; readonly index: number }[];
  #children: { readonly at: Instant; readonly duty: string }[] = [];
  #scene: Scene;
  #state: CaseState | null = null;

  constructor(chain: Chain, scenario: Scenario, base: CalendarSnapshot) {
    this.#chain = chain;
    this.#scenario = scenario;
    this.#scene = sceneOf(scenario, base);
    const { calendar } = this.#scene;
    this.#until = instantOfLocal(calendar, scenario.until);
    this.#coming = scenario.happens
      .map(({ at }, index) => ({ at: instantOfLocal(calendar, at), index }))
      .sort((a, b) => a.at - b.at || a.index - b.index);
  }

  run(): Play {
    const { opens, mostEvents } = this.#scenario;
    const { calendar } = this.#scene;
    const at = instantOfLocal(calendar, opens.at);
    const awareAt = opens.aware === undefined ? at : instantOfLocal(calendar, opens.aware);
    const event: CaseEvent = { type: 'opened', by: opens.by, awareAt, facts: opens.facts, drill: false };
    this.#take({ at, scene: this.#scene, event });
    while (this.#state !== null && this.#state.endedAt === null) {
      const next = this.#next(this.#state);
      if (next === null || next.at >= this.#until) return this.#ended('time', this.#until);
      if (this.#happened.length >= mostEvents) return this.#ended('events', this.#state.playedTo);
      this.#take(next);
      next.then?.();
    }
    return this.#ended(this.#state?.endedAs ?? 'time', this.#state?.endedAt ?? at);
  }

  #ended(ending: Ending, endedAt: Instant): Play {
    return { happened: this.#happened, ending, endedAt, scene: this.#scene, state: this.#state };
  }

  /** Whatever comes first; of what comes at once, time before people, so that an act at its deadline finds it late. */
  #next(state: CaseState): Next | null {
    const all = [
      this.#wake(state),
      this.#absence(state),
      this.#happening(state),
      this.#child(state),
      this.#act(state),
    ];
    return all.reduce(
      (first, each) => (each !== null && (first === null || each.at < first.at) ? each : first),
      null,
    );
  }

  #wake(state: CaseState): Next | null {
    const at = nextWake(state);
    if (at === null) return null;
    return { at: Math.max(at, state.playedTo), scene: this.#scene, event: { type: 'timePassed' } };
  }

  #absence({ playedTo }: CaseState): Next | null {
    const at = nextAbsence(this.#scene, playedTo);
    return at === null ? null : { at, scene: this.#scene, event: { type: 'peopleChanged' } };
  }

  #happening(state: CaseState): Next | null {
    const [first] = this.#coming;
    const it = first === undefined ? undefined : this.#scenario.happens[first.index];
    if (first === undefined || it === undefined) return null;
    const at = Math.max(first.at, state.playedTo);
    const then = (): void => void (this.#coming = this.#coming.slice(1));
    return { at, ...happens(this.#scene, worldAt(this.#chain, this.#scene, at), state, it), then };
  }

  #child(state: CaseState): Next | null {
    const [first] = this.#children;
    if (first === undefined) return null;
    const then = (): void => void (this.#children = this.#children.slice(1));
    const event = { type: 'childEnded', duty: first.duty } as const;
    return { at: Math.max(first.at, state.playedTo), scene: this.#scene, event, then };
  }

  #act(state: CaseState): Next | null {
    const world = worldAt(this.#chain, this.#scene, state.playedTo);
    const [since, carriedOut] = [this.#since, this.#carriedOut];
    const first = intentions({
      scenario: this.#scenario,
      scene: this.#scene,
      world,
      state,
      since,
      carriedOut,
    })
      .filter(({ name, event }) => this.#refused.get(name) !== standing(state, event))
      .sort((a, b) => a.at - b.at)[0];
    return first === undefined
      ? null
      : { at: first.at, scene: this.#scene, event: first.event, intention: first };
  }

  #take({ at, scene, event, intention }: Next): void {
    const world = worldAt(this.#chain, scene, at);
    const before = this.#state;
    const result = advance(world, before, event, at);
    if (!result.ok) {
      if (intention !== undefined && before !== null) {
        this.#refused.set(intention.name, standing(before, intention.event));
      }
      this.#happened.push({ at, event, refusal: result.refusal, world, scene });
      return;
    }
    this.#happened.push({
      at,
      event,
      before,
      after: result.state,
      effects: result.effects,
      world,
      scene,
      sceneBefore: this.#scene,
    });
    if (intention !== undefined) this.#carriedOut.add(intention.name);
    if (event.type === 'declined' && event.to === 'done') this.#declined(result.state, event.step);
    this.#state = result.state;
    this.#scene = scene;
    this.#keep(world, result.state, result.effects, at);
  }

  /** Whom somebody refused their agreement asks again only when something else has changed. */
  #declined(state: CaseState, step: string): void {
    const duty = state.duties[step];
    if (duty === undefined) return;
    this.#refused.set(`${holding(duty)}/done`, standing(state, { type: 'done', step }));
  }

  #keep(world: World, state: CaseState, effects: readonly Effect[], at: Instant): void {
    for (const [, duty] of owedDuties(world, state)) {
      if (!this.#since.has(holding(duty))) this.#since.set(holding(duty), at);
    }
    const days = this.#scenario.childCasesEndAfter?.days;
    if (days === undefined) return;
    const opened = effects.flatMap((effect) =>
      effect.kind === 'openCase' ? [{ at: effect.at + days * DAY, duty: effect.step }] : [],
    );
    this.#children = [...this.#children, ...opened].sort((a, b) => a.at - b.at);
  }
}

/**
 * How things stand, as far as it may let through what was refused before: what has become of each duty and whose it is, and
 * of the duty itself what is asked of others. That others asked for something, and got an answer, lets nothing through.
 */
function standing({ duties, holds, events, facts }: CaseState, event: StandingEvent): string {
  const all = Object.values(duties).map((each) => [
    each.key,
    isOwed(each) ? 'owed' : each.state,
    each.owner?.person,
  ]);
  const own = 'step' in event && event.step !== undefined ? duties[event.step] : undefined;
  return JSON.stringify([all, own?.asked?.for, Object.values(holds), Object.keys(events), facts]);
}

type StandingEvent = CaseEvent | { readonly type: 'done'; readonly step: string };
