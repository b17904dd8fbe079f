import { doneEvent } from './done-event.ts';
import type { Acting, Agreeing, Scenario } from './scenario.ts';
import type { Actor, Scene } from './scene.ts';
import { afterWork, nextAtWork } from './working-time.ts';
import type { Instant } from '../clock/calendar.ts';
import { DAY } from '../clock/civil.ts';
import type { Step } from '../language/step.ts';
import { rolesAsked } from '../reducer/answerers.ts';
import { remindersOf } from '../reducer/clock-of-duty.ts';
import { owedDuties } from '../reducer/duties.ts';
import type { CaseEvent } from '../reducer/event.ts';
import { holdsOneOf, isExcluded } from '../reducer/owner.ts';
import type { CaseState, Duty } from '../reducer/state.ts';
import type { World } from '../reducer/world.ts';

/** What somebody is going to do, and when. */
export interface Intention {
  readonly at: Instant;
  readonly by: string;
  /** The same intention has the same name until it has been tried. */
  readonly name: string;
  readonly event: CaseEvent;
}

export interface Plan {
  readonly scenario: Scenario;
  readonly scene: Scene;
  readonly world: World;
  readonly state: CaseState;
  /** Since when a duty has been with its owner, by key and person. */
  readonly since: ReadonlyMap<string, Instant>;
  /** The names of intentions that were carried out. */
  readonly carriedOut: ReadonlySet<string>;
}

export const holding = ({ key, owner }: Duty): string => `${key}/${owner?.person ?? ''}`;

/** Everything that people will do about what is owed now, in no order. */
export function intentions(plan: Plan): Intention[] {
  return owedDuties(plan.world, plan.state).flatMap(([step, duty]) => [
    ...(duty.asked === null ? ownerIntentions(plan, step, duty) : []),
    ...agreements(plan, step, duty),
  ]);
}

function ownerIntentions(plan: Plan, step: Step, duty: Duty): Intention[] {
  const { owner } = duty;
  const actor = plan.scene.actors.find(({ name }) => name === owner?.person);
  if (owner === null || actor === undefined) return [];
  const rule = plan.scenario.acts.find(
    (each) => fits(each, actor.name, step) && (!step.optional || each.step !== undefined),
  );
  if (rule === undefined || rule.never === true) return [];
  const since = plan.since.get(holding(duty)) ?? duty.openedAt;
  return [...acknowledgement(plan, actor, duty, rule, since), ...deed(plan, actor, step, duty, rule, since)];
}

function fits({ who, step }: Pick<Acting, 'who' | 'step'>, name: string, { id }: Step): boolean {
  return (
    (who === undefined || [who].flat().includes(name)) && (step === undefined || [step].flat().includes(id))
  );
}

function acknowledgement(
  { scene, state, scenario }: Plan,
  actor: Actor,
  duty: Duty,
  rule: Acting,
  since: Instant,
): Intention[] {
  const usual = duty.unacknowledgedAt.length === 0 ? undefined : scenario.saysInHand;
  const wait = rule.saysInHand ?? usual;
  if (wait === undefined || duty.acknowledgedAt !== null) return [];
  const at = afterWork(scene.calendar, actor, since, wait);
  if (at === null) return [];
  const event = { type: 'acknowledged', by: actor.name, step: duty.key, version: duty.version } as const;
  return [{ at: Math.max(at, state.playedTo), by: actor.name, name: `${holding(duty)}/in hand`, event }];
}

function deed(plan: Plan, actor: Actor, step: Step, duty: Duty, rule: Acting, since: Instant): Intention[] {
  const { scene, world, state } = plan;
  const from = startOf(plan, step, duty, rule, since);
  const due = afterWork(scene.calendar, actor, from, rule.waits ?? { minutes: 30 });
  const at = due === null ? null : nextAtWork(scene.calendar, actor, Math.max(due, state.playedTo));
  if (at === null) return [];
  // Whom nobody relieves does it themselves.
  const handsOver = plan.carriedOut.has(`${holding(duty)}/handOverAsked`) ? undefined : rule.handsOver;
  const base = { by: actor.name, step: duty.key, version: duty.version };
  const hand = {
    type: 'handOverAsked',
    ...base,
    to: handsOver?.to ?? '',
    as: handsOver?.as ?? 'staff',
  } as const;
  const event =
    handsOver === undefined
      ? doneEvent(world, step, duty, actor.name, rule, happenedAt(plan, actor, rule, from, at))
      : hand;
  return [{ at, by: actor.name, name: `${holding(duty)}/${event.type}`, event }];
}

/** Whoever reviews something waits until they are reminded, or for its last day. */
function startOf({ world }: Plan, step: Step, duty: Duty, rule: Acting, since: Instant): Instant {
  const isLater = rule.from === 'reminded' || (rule.from === undefined && duty.round > 1);
  if (!isLater || duty.dueAt === null || duty.clockFrom === null) return since;
  const [first] = remindersOf(world.calendar, step, duty.clockFrom, duty.dueAt);
  return Math.max(since, first ?? duty.dueAt - DAY);
}

function happenedAt(
  { scene, state }: Plan,
  actor: Actor,
  { happened }: Acting,
  from: Instant,
  at: Instant,
): Instant | null {
  if (happened === undefined) return null;
  const when = afterWork(scene.calendar, actor, from, happened);
  return when === null ? null : Math.max(Math.min(when, at), state.awareAt);
}

/** Whoever may answer what was asked for, and will, in the order of the scenario's people. */
function agreements(plan: Plan, step: Step, duty: Duty): Intention[] {
  const { scene, world, state, scenario } = plan;
  const { asked } = duty;
  if (asked === null) return [];
  const able = scene.actors.filter(({ name }) => {
    if (name === asked.by || asked.agreedBy.includes(name) || isExcluded(world, state, name)) return false;
    if (asked.to !== null) return asked.to.person === name;
    return (
      duty.owner?.person !== name && holdsOneOf(world, state, name, rolesAsked(world.chain, step, asked.for))
    );
  });
  return able.flatMap((actor) => {
    const rule = scenario.agrees.find((each) => fits(each, actor.name, step));
    const at = answeredAt(plan, actor, rule, asked.at);
    if (rule === undefined || at === null) return [];
    const type = rule.says === 'yes' ? 'agreed' : 'declined';
    const event = { type, by: actor.name, step: duty.key, version: duty.version, to: asked.for } as const;
    return [{ at, by: actor.name, name: `${duty.key}/${actor.name}/${asked.for}/${asked.at}`, event }];
  });
}

function answeredAt(
  { scene, state }: Plan,
  actor: Actor,
  rule: Agreeing | undefined,
  asked: Instant,
): Instant | null {
  if (rule === undefined || rule.says === 'nothing') return null;
  const at = afterWork(scene.calendar, actor, asked, rule.waits ?? { minutes: 30 });
  return at === null ? null : nextAtWork(scene.calendar, actor, Math.max(at, state.playedTo));
}
