import type { Chain } from './chain.ts';
import { plainConditions } from './could-hold.ts';
import type { Moment } from './moment.ts';
import { plainMoments } from './opening.ts';
import type { PlainCondition, Predicate } from './predicate.ts';
import type { Step } from './step.ts';

/** A place where a chain names something of its own. */
export interface Reference {
  readonly to: 'step' | 'fact' | 'event' | 'hold' | 'stage';
  readonly name: string;
  /** The answers of a fact, or outcomes of a step, that are named with it. */
  readonly is: readonly string[];
  readonly path: string;
  /** The step that names it; null where the chain itself does. */
  readonly by: Step | null;
}

type Found = Omit<Reference, 'by'>;

/** Every place in a chain that names a step, fact, event, hold or stage. */
export function referencesOf(chain: Chain): Reference[] {
  return [
    ...chain.steps.flatMap((step, index) =>
      [...ofStep(step, `steps.${index}`)].map((found) => ({ ...found, by: step })),
    ),
    ...[...ofChain(chain)].map((found) => ({ ...found, by: null })),
  ];
}

function* ofChain(chain: Chain): Generator<Found> {
  for (const [id, fact] of Object.entries(chain.facts)) {
    if (fact.askedIn !== undefined) yield to('step', fact.askedIn, `facts.${id}.askedIn`);
  }
  for (const [id, hold] of Object.entries(chain.holds)) {
    if (hold.from !== undefined) yield* ofMoment(hold.from, `holds.${id}.from`);
    if (hold.when !== undefined) yield* ofPredicate(hold.when, `holds.${id}.when`);
    yield* ofMoment(hold.until, `holds.${id}.until`);
  }
  for (const [index, target] of chain.targets.entries()) {
    yield* ofMoment(target.until, `targets.${index}.until`);
  }
}

function* ofStep(step: Step, path: string): Generator<Found> {
  if (step.stage !== undefined) yield to('stage', step.stage, `${path}.stage`);
  if (step.after !== undefined) yield* ofMoment(step.after, `${path}.after`);
  if (step.when !== undefined) yield* ofPredicate(step.when, `${path}.when`);
  if (step.until !== undefined) yield* ofPredicate(step.until, `${path}.until`);
  if (step.repeat !== undefined) yield* ofPredicate(step.repeat.until, `${path}.repeat.until`);
  yield* ofClock(step, path);
  yield* ofApproval(step, path);
  for (const [id, answer] of Object.entries(step.opens?.facts ?? {})) {
    if (typeof answer !== 'string') yield to('fact', answer.fact, `${path}.opens.facts.${id}`);
  }
  for (const [index, id] of step.otherThanDoerOf.entries()) {
    yield to('step', id, `${path}.otherThanDoerOf.${index}`);
  }
  for (const [index, gate] of step.gates.entries()) {
    const at = `${path}.gates.${index}`;
    if ('step' in gate) yield to('step', gate.step, at);
    if ('outcome' in gate) yield to('step', gate.outcome, at, [gate.is].flat());
  }
  for (const [index, field] of step.evidence.entries()) {
    if (field.kind === 'fact') yield to('fact', field.fact, `${path}.evidence.${index}.fact`);
    if (field.kind === 'date') yield to('event', field.event, `${path}.evidence.${index}.event`);
  }
}

function* ofClock({ clock }: Step, path: string): Generator<Found> {
  if (clock === undefined) return;
  if ('event' in clock) yield to('event', clock.event, `${path}.clock.event`);
  else if (typeof clock.from !== 'string') yield* ofMoment(clock.from, `${path}.clock.from`);
}

function* ofApproval({ approval }: Step, path: string): Generator<Found> {
  if (approval?.unless !== undefined) yield* ofPredicate(approval.unless, `${path}.approval.unless`);
  const countersign = approval?.emergency?.countersign;
  if (countersign !== undefined) yield to('step', countersign, `${path}.approval.emergency.countersign`);
}

function* ofMoment(moment: Moment, path: string): Generator<Found> {
  for (const [plain, at] of plainMoments(moment, path)) {
    if ('outcome' in plain) yield to('step', plain.outcome, at, [plain.is].flat());
    else if ('event' in plain) yield to('event', plain.event, at);
    else if ('reached' in plain) yield to('event', plain.reached, at);
    else yield to('step', Object.values(plain).join(), at);
  }
}

function* ofPredicate(predicate: Predicate, path: string): Generator<Found> {
  for (const [plain, at] of plainConditions(predicate, path)) yield* ofCondition(plain, at);
}

function* ofCondition(plain: PlainCondition, path: string): Generator<Found> {
  if ('fact' in plain) yield to('fact', plain.fact, path, [plain.is].flat());
  else if ('outcome' in plain) yield to('step', plain.outcome, path, [plain.is].flat());
  else if ('done' in plain) yield to('step', plain.done, path);
  else if ('step' in plain) yield to('step', plain.step, path);
  else if ('bypassed' in plain) yield to('step', plain.bypassed, path);
  else if ('event' in plain) yield to('event', plain.event, path);
  else if ('hold' in plain) yield to('hold', plain.hold, path);
}

function to(kind: Reference['to'], name: string, path: string, is: readonly string[] = []): Found {
  return { to: kind, name, path, is };
}
