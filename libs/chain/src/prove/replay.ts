import { reporterIn } from './able.ts';
import type { Cast, Played } from './answer.ts';
import { worldOf } from './casts.ts';
import { LATER } from './move.ts';
import { namedBy } from './namings.ts';
import type { Move } from './move.ts';
import { PROOF_CALENDAR } from './starts.ts';
import type { Instant } from '../clock/calendar.ts';
import { DAY, MINUTE } from '../clock/civil.ts';
import type { Chain } from '../language/chain.ts';
import type { EvidenceField } from '../language/evidence.ts';
import { fieldsFor } from '../language/questions.ts';
import type { Step } from '../language/step.ts';
import { advance } from '../reducer/advance.ts';
import { isOwed, lastRound, owedDuties, stepOf, stepOfKey } from '../reducer/duties.ts';
import type { CaseEvent, Learned } from '../reducer/event.ts';
import { nextWake } from '../reducer/next-wake.ts';
import type { Asked, CaseState, Duty } from '../reducer/state.ts';
import type { World } from '../reducer/world.ts';

/** Plays a way again as people would, a minute apart, on the whole chain with its clocks, by the reducer. */
export class Replay {
  readonly world: World;
  readonly events: Played[] = [];
  readonly #crowd: readonly string[];
  readonly #avoids: boolean;
  readonly #cast: Cast;
  #state: CaseState | null = null;
  #now: Instant;

  /** Of those who make up a crowd it is said whether they do what anybody would do, or leave it to others. */
  constructor(
    chain: Chain,
    cast: Cast,
    facts: Readonly<Record<string, string>>,
    at: Instant,
    crowd: readonly string[] = [],
    avoids = false,
  ) {
    this.world = worldOf(chain, cast, PROOF_CALENDAR);
    this.#crowd = crowd;
    this.#avoids = avoids;
    this.#now = at;
    this.#cast = cast;
    this.#take({ type: 'opened', by: reporterIn(cast), awareAt: at, facts, drill: false });
  }

  get state(): CaseState | null {
    return this.#state;
  }

  get now(): Instant {
    return this.#now;
  }

  get #people(): readonly string[] {
    return [...this.#crowd, ...this.world.people.map(({ person }) => person), 'reporter'];
  }

  /** A move on the round that a step stands in now: one way to a state may have done it more often than another. */
  standing(move: Move): Move {
    if (!('step' in move) || move.kind === 'childEnded' || this.#state === null) return move;
    const last = lastRound(this.#state, stepOfKey(move.step));
    return last === undefined ? move : { ...move, step: last.key };
  }

  /** Whether the reducer took it. Whoever is named does a step; else its owner, or who else may. */
  move(move: Move, by?: string): boolean {
    this.#now += MINUTE;
    switch (move.kind) {
      case 'done':
        return this.#do(move, by);
      case 'waived':
        return this.#waive(move.step);
      // Whoever stands down comes to the same as whoever leaves.
      case 'left':
        return this.#take({
          type: 'recused',
          by: 'step' in move ? (this.#duty(move.step)?.owner?.person ?? '') : move.person,
        });
      case 'late':
        return this.#beLate(move.step);
      case 'childEnded':
        return this.#take({ type: 'childEnded', duty: move.step });
      case 'recorded':
        return this.#anybody((person) => ({
          type: 'eventRecorded',
          by: person,
          event: move.event,
          ...(move.date === null ? {} : { date: this.#date(move.date) }),
        }));
      case 'reached':
        this.#now = Math.max(this.#now, this.#state?.events[move.event]?.date ?? this.#now);
        return this.#take({ type: 'timePassed' });
      case 'released':
        return (
          this.#anybody((person) => ({ type: 'releaseAsked', by: person, hold: move.hold })) &&
          this.#anybody((person) => ({ type: 'releaseGranted', by: person, hold: move.hold }))
        );
    }
  }

  #do(move: Extract<Move, { kind: 'done' }>, by?: string): boolean {
    const step = this.#step(move.step);
    if (step === undefined) return false;
    const outcome = move.outcome ?? undefined;
    const emergency = move.bypassed ? Object.keys(step.approval?.emergency?.reasons ?? {})[0] : undefined;
    const event = (person: string, version: number): CaseEvent => ({
      type: 'done',
      by: person,
      step: move.step,
      version,
      supplied: fieldsFor(step, outcome).map(({ id }) => id),
      learned: this.#learned(move.learned, fieldsFor(step, outcome)),
      ...(outcome === undefined ? {} : { outcome }),
      ...(emergency === undefined ? {} : { emergency }),
    });
    const taken = by === undefined ? this.#onDuty(move.step, event) : this.#takeBy(by, move.step, event);
    return taken && this.#agree(move.step, 'done', step);
  }

  /** What a move brings, its dates as they fall here; and who is appointed, where it is said. */
  #learned({ facts, dates = {} }: Learned, fields: readonly EvidenceField[]): Learned {
    return {
      ...(facts && { facts }),
      dates: Object.fromEntries(Object.entries(dates).map(([event, date]) => [event, this.#date(date)])),
      appointed: namedBy(fields, this.#cast.named ?? {}, this.#state?.recused ?? []),
    };
  }

  #date(date: Instant): Instant {
    return date === LATER ? this.#now + DAY : this.#now;
  }

  #waive(key: string): boolean {
    const reason = Object.keys(this.world.chain.waiver?.reasons ?? {})[0] ?? '';
    const asked = this.#onDuty(key, (by, version) => ({
      type: 'waiverAsked',
      by,
      step: key,
      version,
      reason,
    }));
    return asked && this.#agree(key, 'waiver', this.#step(key));
  }

  /** Those who may agree do so until it is agreed. */
  #agree(key: string, to: Asked['for'], step: Step | undefined): boolean {
    for (const person of this.#people) {
      const duty = this.#duty(key);
      if (duty === undefined || !isOwed(duty)) break;
      this.#take({ type: 'agreed', by: person, step: key, version: duty.version, to });
    }
    const duty = this.#duty(key);
    return step !== undefined && (duty === undefined || !isOwed(duty));
  }

  #beLate(key: string): boolean {
    this.#now = Math.max(this.#now, this.#duty(key)?.dueAt ?? this.#now);
    if (!this.#take({ type: 'timePassed' })) return false;
    const duty = this.#duty(key);
    return duty !== undefined && (duty.breachedAt !== null || duty.theirLateAt !== null);
  }

  /** Ends what is owed and not part of the way itself: done, or else waived. Whether nothing is left of it. */
  clear(others: (step: Step) => boolean): boolean {
    for (let rounds = 0; rounds < 20 && this.#state !== null; rounds += 1) {
      const owed = owedDuties(this.world, this.#state).filter(([step]) => others(step));
      const ended = owed.filter(([step, { key }]) => this.#end(step, key));
      if (ended.length === 0) return owed.length === 0;
    }
    return false;
  }

  #end(step: Step, key: string): boolean {
    const outcomes = step.outcomes === undefined ? [null] : Object.keys(step.outcomes);
    this.#now += MINUTE;
    return (
      this.#waive(key) ||
      outcomes.some((outcome) => this.#do({ kind: 'done', step: key, outcome, learned: {}, bypassed: false }))
    );
  }

  /** Lets time pass until something changes by itself; whether anything does. */
  wait(): boolean {
    const wake = this.#state === null ? null : nextWake(this.#state);
    if (wake === null) return false;
    this.#now = Math.max(this.#now, wake);
    return this.#take({ type: 'timePassed' });
  }

  #onDuty(key: string, event: (person: string, version: number) => CaseEvent): boolean {
    const owner = this.#duty(key)?.owner?.person;
    const asked = [...(owner === undefined ? [] : [owner]), ...this.#people];
    const others = this.#avoids ? asked.filter((person) => !this.#crowd.includes(person)) : [];
    return [...others, ...asked].some((person) => this.#takeBy(person, key, event));
  }

  #takeBy(person: string, key: string, event: (person: string, version: number) => CaseEvent): boolean {
    return this.#take(event(person, this.#duty(key)?.version ?? 0));
  }

  #anybody(event: (person: string) => CaseEvent): boolean {
    return this.#people.some((person) => this.#take(event(person)));
  }

  #duty(key: string): Duty | undefined {
    return this.#state?.duties[key];
  }

  #step(key: string): Step | undefined {
    return stepOf(this.world, this.#duty(key)?.step ?? key);
  }

  #take(event: CaseEvent): boolean {
    const result = advance(this.world, this.#state, event, this.#now);
    if (!result.ok) return false;
    this.#state = result.state;
    this.events.push({ at: this.#now, event });
    return true;
  }
}
