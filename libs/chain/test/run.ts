import { advance } from '../src/reducer/advance.ts';
import type { AsRead } from '../src/reducer/event.ts';
import { knownNow, owedVersions } from '../src/reducer/seen.ts';
import type { CaseEvent, Effect, Refusal, TellEffect } from '../src/reducer/event.ts';
import type { CaseState, Duty } from '../src/reducer/state.ts';
import type { PostHolder, World } from '../src/reducer/world.ts';
import type { Chain } from '../src/language/chain.ts';
import { aWorld, DANA, EVERYBODY, REFERRAL } from './small-world.ts';

type Done = Extract<CaseEvent, { type: 'done' }>;

/** Walks a case through events the way a caller would, and keeps what came of them. */
export class Run {
  #state: CaseState | null = null;
  readonly effects: Effect[] = [];
  world: World;

  constructor(world: World) {
    this.world = world;
  }

  get state(): CaseState {
    if (this.#state === null) throw new Error('The case is not open.');
    return this.#state;
  }

  /** The people there are from now on. The case learns of it with the next event. */
  with(people: readonly PostHolder[]): this {
    this.world = { ...this.world, people };
    return this;
  }

  /** Takes an event, and gives back its effects. Throws when it is refused. */
  take(event: CaseEvent, now: number): readonly Effect[] {
    const result = advance(this.world, this.#state, event, now);
    if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.sentence}`);
    this.#state = result.state;
    this.effects.push(...result.effects);
    return result.effects;
  }

  /** The code with which an event is refused. */
  refusal(event: CaseEvent, now: number): Refusal['code'] {
    const result = advance(this.world, this.#state, event, now);
    if (result.ok) throw new Error('The event was taken.');
    return result.refusal.code;
  }

  /** What is still to be done, as somebody who looks now reads it. */
  owed(): Readonly<Record<string, number>> {
    return owedVersions(this.world, this.state);
  }

  /** All that somebody who looks now reads. */
  read(): AsRead {
    return { owed: this.owed(), known: knownNow(this.state) };
  }

  open(now: number, over: Partial<Extract<CaseEvent, { type: 'opened' }>> = {}): this {
    this.take({ type: 'opened', by: 'reporter', awareAt: now, facts: {}, drill: false, ...over }, now);
    return this;
  }

  /** A step done as its form would say it, with everything supplied. */
  doneEvent(step: string, over: Partial<Done> = {}): Done {
    const fields = this.world.chain.steps.find((each) => each.id === step)?.evidence ?? [];
    const version = this.#state?.duties[step]?.version ?? 1;
    return { type: 'done', by: DANA, step, version, supplied: fields.map((field) => field.id), ...over };
  }

  done(step: string, now: number, over: Partial<Done> = {}): this {
    this.take(this.doneEvent(step, over), now);
    return this;
  }

  pass(now: number): readonly Effect[] {
    return this.take({ type: 'timePassed' }, now);
  }

  duty(step: string): Duty {
    const duty = this.state.duties[step];
    if (duty === undefined) throw new Error(`"${step}" has not opened.`);
    return duty;
  }

  keys(): string[] {
    return this.effects.map((effect) => effect.key);
  }

  tells(): TellEffect[] {
    return this.effects.filter((effect) => effect.kind === 'tell');
  }
}

/** At nine, when most tests open their case. */
export const MONDAY = Date.parse('2026-11-16T09:00:00Z');

/** A case that was reported then. */
export function aCase(chain: Chain = REFERRAL, people: readonly PostHolder[] = EVERYBODY): Run {
  return new Run(aWorld(chain, { people })).open(MONDAY);
}
