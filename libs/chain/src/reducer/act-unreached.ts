import { dutyOf, isOwed, stepOf } from './duties.ts';
import type { CaseEvent, TellEffect } from './event.ts';
import { forbiddenPersons } from './keep-owners.ts';
import { holdsOneOf, nextBelow } from './owner.ts';
import type { Progress } from './progress.ts';
import type { CaseState } from './state.ts';
import { lastToHear } from './subject-line.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';
import type { Step } from '../language/step.ts';

type Unreached = Extract<CaseEvent, { type: 'unreached' }>;
type NotReached = NonNullable<CaseState['unreached']>[number];

/**
 * Whoever could not be told is stood in for by the next who has not failed to hear of it: once for each reason, until
 * somebody has it in hand. What is owed no more needs nobody else to know of it.
 */
export function actUnreached(world: World, progress: Progress, event: Unreached, now: Instant): Progress {
  const { state, effects } = progress;
  const { person, because, about: step, of } = event;
  const missed: NotReached = { person, because, step, at: now };
  const before = state.unreached ?? [];
  const isKnown = before.some(
    (each) => each.person === person && each.because === because && each.step === step,
  );
  if (isKnown || !isOpen(state, missed)) return progress;
  const unreached = [...before, missed];
  const passed = unreached.filter((each) => each.step === step).map((each) => each.person);
  const key = `${of}/unreached/${person}/${now}`;
  const to = nextToHear(world, state, event, [...new Set(passed)]);
  const tell: TellEffect = { kind: 'tell', key, at: now, because: 'couldNotReach', step, to };
  return { state: { ...state, unreached }, effects: [...effects, tell] };
}

function nextToHear(
  world: World,
  state: CaseState,
  { person, about: key }: Unreached,
  passed: readonly string[],
): TellEffect['to'] {
  const duty = key === null ? undefined : dutyOf(state, key);
  const step = duty === undefined ? undefined : stepOf(world, duty.step);
  const next = step === undefined ? null : nextOnLadder(world, state, step, person, passed);
  if (next !== null) return { person: next };
  const kept = [...passed, ...state.recused];
  const people = world.people.filter((holder) => !kept.includes(holder.person));
  return { roles: lastToHear({ ...world, people }, step), except: passed };
}

/** Nobody below can do what the law lays on one person: the leaders hear. */
function nextOnLadder(
  world: World,
  state: CaseState,
  step: Step,
  person: string,
  passed: readonly string[],
): string | null {
  const role = step.owner.find((each) => holdsOneOf(world, state, person, [each]));
  if (step.personal || role === undefined) return null;
  const forbidden = [...forbiddenPersons(world, state, step), ...passed];
  return nextBelow({ person, role }, step.owner, world, state, forbidden)?.person ?? null;
}

/** Whether nobody has it in hand since, and it is still owed. */
function isOpen(state: CaseState, { step, at }: NotReached): boolean {
  if (step === null) return state.endedAt === null;
  const duty = dutyOf(state, step);
  return duty !== undefined && isOwed(duty) && (duty.acknowledgedAt ?? at) <= at;
}

/** Without those of whom it does not matter any more that they could not be reached. */
export function forgetReached(state: CaseState): CaseState {
  if (state.unreached === undefined) return state;
  const { unreached, ...rest } = state;
  const still = unreached.filter((each) => isOpen(state, each));
  if (still.length === unreached.length) return state;
  return still.length === 0 ? rest : { ...rest, unreached: still };
}
