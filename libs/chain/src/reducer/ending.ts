import { lastRound, owedDuties } from './duties.ts';
import { heldBy } from './held.ts';
import { isOneOf } from './moments.ts';
import { changed } from './progress.ts';
import type { Progress } from './progress.ts';
import { refuse } from './refuse.ts';
import type { Refused } from './refuse.ts';
import type { CaseState, Duty, DutyState } from './state.ts';
import { ended } from './supersede.ts';
import { isRepetition } from './times.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';
import type { Step } from '../language/step.ts';

/** Whether doing a step with this outcome closes the case. */
export function isClosing({ closes }: Step, outcome: string | null): boolean {
  return closes === true || (closes !== undefined && isOneOf(outcome, closes.outcome));
}

/** Why the case cannot close yet: what is still owed, and the cases it waits for. */
export function stillOwed(world: World, state: CaseState, closing: Step): Refused | null {
  const bars = owedDuties(world, state).filter(
    ([step, duty]) => step !== closing && barsClosing(state, step, duty),
  );
  const waits = world.chain.steps.filter((step) => waitsForChild(state, step));
  const titles = [...bars.map(([step]) => step), ...waits].map(({ title }) => `“${title}”`);
  return titles.length === 0
    ? null
    : refuse('stillOwed', `The case cannot close while this is still to be done: ${titles.join(', ')}.`);
}

/** What may be done, need not; what comes up again may rest once it was done, unless it is late or a call. */
function barsClosing(state: CaseState, step: Step, duty: Duty): boolean {
  return !step.optional && (!mayRest(step) || duty.state === 'late' || !isRepetition(state, duty));
}

/** Whether a case may close over a later round of a step. A call that repeats has reached nobody yet. */
export const mayRest = ({ repeat, path }: Step): boolean => repeat !== undefined && path === undefined;

function waitsForChild(state: CaseState, step: Step): boolean {
  if (step.opens?.awaited !== true) return false;
  return Object.entries(state.children).some(
    ([key, child]) => child.endedAt === null && state.duties[key]?.step === step.id,
  );
}

/** The step that has just been done to close the case; at rest there is none, for it ends the case or comes up again. */
export function justClosing({ chain }: World, state: CaseState): Step | undefined {
  return chain.steps.find((step) => {
    const duty = step.closes === undefined ? undefined : lastRound(state, step.id);
    return duty !== undefined && duty.doneAt !== null && isClosing(step, duty.outcome);
  });
}

/** A case ends when a step that closes it was done and brought up nothing more to do; without such a step, when nothing is owed or forbids it. */
export function endIfOver(
  world: World,
  progress: Progress,
  now: Instant,
  closing: Step | undefined = undefined,
): Progress {
  const { state } = progress;
  if (state.endedAt !== null) return progress;
  const isOver =
    closing === undefined
      ? world.chain.steps.every(({ closes }) => closes === undefined) && isAllDone(world, state)
      : stillOwed(world, state, closing) === null;
  return isOver ? endAll(world, progress, 'superseded', 'closed', now) : progress;
}

/** Whether no case closes while a step is owed, even one that need not be done. */
export const barsClose = ({ gates }: Step): boolean =>
  gates.some((gate) => 'act' in gate && gate.act === 'close');

function isAllDone(world: World, state: CaseState): boolean {
  return (
    owedDuties(world, state).every(([step]) => step.optional && !barsClose(step)) &&
    Object.values(state.children).every(({ endedAt }) => endedAt !== null) &&
    heldBy(world, state, ['close']) === null
  );
}

/** Ends the case, and with it whatever may still be open. */
export function endAll(
  world: World,
  progress: Progress,
  as: Extract<DutyState, 'notApplicable' | 'superseded'>,
  how: 'closed' | 'mistake',
  now: Instant,
): Progress {
  const rested = owedDuties(world, progress.state).reduce(
    (soFar, [, duty]) => changed(soFar, ended(duty, as, now)),
    progress,
  );
  return { ...rested, state: { ...rested.state, endedAt: now, endedAs: how } };
}
