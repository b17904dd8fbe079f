import { barsOn, newDemands } from './bars.ts';
import { checkKept } from './check-kept.ts';
import { checkWords } from './check-words.ts';
import type { Floor } from './floor.ts';
import { isSame } from './kept.ts';
import type { Source } from './origin.ts';
import { PATHS } from './paths.ts';
import type { LayerRefusal } from './refusal.ts';
import { listed, quoted } from './say-words.ts';
import { whyHoldIsWeaker } from './tighter-hold.ts';
import { TIGHTER } from './tighter.ts';
import { whyItStays } from './why-it-stays.ts';
import type { Chain } from '../language/chain.ts';
import { own } from '../language/own.ts';
import type { Step } from '../language/step.ts';

/** One layer's version of a chain, beside the version of the layers above it. */
export interface Change {
  readonly above: Chain;
  readonly below: Chain;
  readonly by: Source;
  /** The last layer above that had a say in each hold. */
  readonly holdBy: (hold: string) => Source;
  readonly floors: readonly Floor[];
}

/** Everything in a layer's version that layers above do not allow. */
export function checkChange(change: Change): LayerRefusal[] {
  const steps = new Map(change.below.steps.map((step) => [step.id, step]));
  return [
    ...change.above.steps.flatMap((step) => checkStep(change, step, steps.get(step.id))),
    ...Object.keys(change.above.holds).flatMap((id) => checkHold(change, id)),
    ...change.below.steps.flatMap((step) => checkBars(change, step)),
    ...checkKept(change),
  ];
}

function checkStep(change: Change, above: Step, below: Step | undefined): LayerRefusal[] {
  const floors = change.floors.filter(({ step }) => step.id === above.id);
  if (isSame(above, below)) return checkUnchanged(change, above, floors);
  if (below === undefined) return leftOut(change, above, floors);
  return [
    ...floors.flatMap((floor) => checkFloor(change, floor, below)),
    ...(below.optional && !above.optional ? madeOptional(change, above, floors) : []),
    ...(above.path !== undefined && below.path !== above.path ? [offPath(change, above)] : []),
    ...checkWords(change, above, below, floors),
  ];
}

/** A step that waits for another to end comes up later where that one now comes up again. */
function checkUnchanged(change: Change, step: Step, floors: readonly Floor[]): LayerRefusal[] {
  const opening = floors.filter(({ field }) => field === 'when');
  return opening.flatMap((floor) => checkFloor(change, floor, step));
}

function leftOut({ by }: Change, step: Step, [floor]: readonly Floor[]): LayerRefusal[] {
  if (floor === undefined) return [];
  const sentence = `${by.title} leaves out ${quoted(step.title)}; ${whyItStays(step, floor)}.`;
  return [{ path: `steps.${step.id}`, sentence, by, against: floor.by }];
}

function madeOptional({ by }: Change, step: Step, [floor]: readonly Floor[]): LayerRefusal[] {
  if (floor === undefined) return [];
  const sentence = `${by.title} makes ${quoted(step.title)} optional; ${whyItStays(step, floor)}.`;
  return [{ path: `steps.${step.id}.optional`, sentence, by, against: floor.by }];
}

function checkFloor(change: Change, floor: Floor, below: Step): LayerRefusal[] {
  const { what, says, whyLooser } = TIGHTER[floor.field];
  const why = whyLooser(below, floor.step, change.below.steps, change.above.steps);
  if (why === null) return [];
  const here = says(change.below, below);
  const there = says(change.above, floor.step);
  const because = floor.heldUp === undefined ? '' : `, since ${quoted(floor.heldUp.title)} waits for it`;
  const sentence = `${change.by.title} says ${here} for ${what} of ${quoted(floor.step.title)}; ${floor.by.title} says ${there}, as a floor${because}: ${why}.`;
  return [{ path: `steps.${below.id}.${floor.field}`, sentence, by: change.by, against: floor.by }];
}

function offPath({ by }: Change, step: Step): LayerRefusal {
  const sentence = `${by.title} takes ${quoted(step.title)} off the ${PATHS[step.path ?? 'danger']}, on which a layer above has put it.`;
  return { path: `steps.${step.id}.path`, sentence, by, against: null };
}

/** Nothing that was not there before may stand between a person and the call, or move a time that is a floor later. */
function checkBars({ above, below, by, floors }: Change, step: Step): LayerRefusal[] {
  const timed = floors.find(({ step: { id }, field }) => field === 'clock' && id === step.id);
  if (step.path === undefined && timed === undefined) return [];
  const before = above.steps.find(({ id }) => id === step.id);
  // What stood before a step that was on no path does so no longer once it is on one.
  const known = step.path !== undefined && before?.path === undefined ? undefined : before;
  const old = known === undefined ? [] : barsOn(above, known);
  const bars = [
    ...barsOn(below, step).filter((bar) => !old.includes(bar)),
    ...(known === undefined ? [] : newDemands(below, step, known)),
  ];
  if (bars.length === 0) return [];
  const sentence = `${by.title} puts ${listed(bars)} before ${quoted(step.title)}, ${whyNothingMay(step, timed)}.`;
  return [
    { path: `steps.${step.id}`, sentence, by, against: step.path === undefined ? (timed?.by ?? null) : null },
  ];
}

function whyNothingMay({ path }: Step, timed: Floor | undefined): string {
  if (path !== undefined) return `which is on the ${PATHS[path]}: nothing may stand there`;
  const { heldUp, by } = timed ?? {};
  if (heldUp !== undefined) return `for which ${quoted(heldUp.title)} waits: nothing may move it later`;
  return `whose time is a floor of ${by?.title ?? ''}: nothing may move it later`;
}

function checkHold({ above, below, by, holdBy }: Change, id: string): LayerRefusal[] {
  const [hold, now] = [own(above.holds, id), own(below.holds, id)];
  if (hold === undefined) return [];
  const why = whyHoldIsWeaker(now, hold, below.steps, above.steps);
  if (why === null) return [];
  const against = holdBy(id);
  const sentence = `${by.title} weakens the hold ${quoted(hold.title)} of ${against.title}: ${why}.`;
  return [{ path: `holds.${id}`, sentence, by, against }];
}
