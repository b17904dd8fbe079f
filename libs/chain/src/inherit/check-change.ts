import { barsOn } from './bars.ts';
import { checkKept } from './check-kept.ts';
import type { Floor } from './floor.ts';
import { isKept, isSame } from './kept.ts';
import { isInForceLess } from './not-in-force.ts';
import type { Source } from './origin.ts';
import { PATHS } from './paths.ts';
import type { LayerRefusal } from './refusal.ts';
import { own } from './say-names.ts';
import { listed, quoted } from './say-words.ts';
import { whyHoldIsWeaker } from './tighter-hold.ts';
import { whyMoreSeldom } from './tighter-when.ts';
import { isFieldAsStrict } from './tighter-evidence.ts';
import { TIGHTER } from './tighter.ts';
import type { Chain } from '../language/chain.ts';
import type { FloorField, Step } from '../language/step.ts';

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
    ...change.below.steps.flatMap((step) => checkPath(change, step)),
    ...checkKept(change),
  ];
}

function checkStep(change: Change, above: Step, below: Step | undefined): LayerRefusal[] {
  if (isSame(above, below)) return [];
  const floors = change.floors.filter(({ step }) => step.id === above.id);
  if (below === undefined) return leftOut(change, above, floors);
  return [
    ...floors.flatMap((floor) => checkFloor(change, floor, below)),
    ...(below.optional && !above.optional ? madeOptional(change, above, floors) : []),
    ...(isInForceLess(below.inForce, above.inForce) ? fewerDays(change, above, below, floors) : []),
    ...(above.path !== undefined && below.path !== above.path ? [offPath(change, above)] : []),
    ...(above.path === undefined
      ? comesUpLess(change, below, floors)
      : checkCall(change, above, below, floors)),
  ];
}

/** A step of which anything is a floor comes up as often, though nobody called that one: else the floor would be void. */
function comesUpLess(change: Change, below: Step, floors: readonly Floor[]): LayerRefusal[] {
  const [floor] = floors;
  if (floor === undefined || floors.some(({ field }) => field === 'when')) return [];
  const { inForce } = floor.step;
  return checkFloor(change, { ...floor, field: 'when' }, { ...below, inForce });
}

function leftOut({ by }: Change, step: Step, [floor]: readonly Floor[]): LayerRefusal[] {
  const why = whyItStays(step, floor);
  if (why === null) return [];
  const sentence = `${by.title} leaves out ${quoted(step.title)}; ${why}.`;
  return [{ path: `steps.${step.id}`, sentence, by, against: floor?.by ?? null }];
}

function madeOptional({ by }: Change, step: Step, [floor]: readonly Floor[]): LayerRefusal[] {
  const why = whyItStays(step, floor);
  if (why === null) return [];
  const sentence = `${by.title} makes ${quoted(step.title)} optional; ${why}.`;
  return [{ path: `steps.${step.id}.optional`, sentence, by, against: floor?.by ?? null }];
}

/** A step that is not in force on the day a case opens is not there. Where its "when" is a floor, that says so already. */
function fewerDays({ by }: Change, above: Step, below: Step, floors: readonly Floor[]): LayerRefusal[] {
  const [floor] = floors;
  const why = whyItStays(above, floor);
  if (why === null || floors.some(({ field }) => field === 'when')) return [];
  const { from, until } = below.inForce ?? {};
  const days = [
    ...(from === undefined ? [] : [`from ${from}`]),
    ...(until === undefined ? [] : [`until ${until}`]),
  ];
  const sentence = `${by.title} has ${quoted(above.title)} only for cases opened ${listed(days)}, and above it applies on other days too; ${why}.`;
  return [{ path: `steps.${above.id}.inForce`, sentence, by, against: floor?.by ?? null }];
}

/** Why a step must be there and must be done; null where no layer above says so. */
function whyItStays({ path }: Step, floor: Floor | undefined): string | null {
  if (floor !== undefined) return `${floor.by.title} has it as a floor`;
  return path === undefined ? null : `it is on the ${PATHS[path]}`;
}

function checkFloor(change: Change, floor: Floor, below: Step): LayerRefusal[] {
  const { what, says, whyLooser } = TIGHTER[floor.field];
  const why = whyLooser(below, floor.step);
  if (why === null) return [];
  const here = says(change.below, below);
  const there = says(change.above, floor.step);
  const sentence = `${change.by.title} says ${here} for ${what} of ${quoted(floor.step.title)}; ${floor.by.title} says ${there}, as a floor: ${why}.`;
  return [{ path: `steps.${below.id}.${floor.field}`, sentence, by: change.by, against: floor.by }];
}

function offPath({ by }: Change, step: Step): LayerRefusal {
  const sentence = `${by.title} takes ${quoted(step.title)} off the ${PATHS[step.path ?? 'danger']}, on which a layer above has put it.`;
  return { path: `steps.${step.id}.path`, sentence, by, against: null };
}

/** What says of a call when it comes up, who may make it and what it must write down is as good as a floor, whatever the layers above call it. */
function checkCall(
  { above: chain, below: changed, by }: Change,
  above: Step,
  below: Step,
  floors: readonly Floor[],
): LayerRefusal[] {
  const worded = (['title', 'sentence'] as const).flatMap((field): LayerRefusal[] => {
    if (below[field] === above[field]) return [];
    const sentence = `${by.title} says ${quoted(below[field])} in place of ${quoted(above[field])}; a step on the ${PATHS[above.path ?? 'danger']} keeps its words.`;
    return [{ path: `steps.${above.id}.${field}`, sentence, by, against: null }];
  });
  const refused = (field: 'when' | 'otherThanDoerOf' | 'evidence', why: string): LayerRefusal => {
    const { what, says } = TIGHTER[field];
    const here = says(changed, below);
    const sentence = `${by.title} says ${here} for ${what} of ${quoted(above.title)}, which is on the ${PATHS[above.path ?? 'danger']}; above it says ${says(chain, above)}: ${why}.`;
    return { path: `steps.${above.id}.${field}`, sentence, by, against: null };
  };
  const isSaid = (one: FloorField): boolean => floors.some(({ field }) => field === one);
  const { inForce } = above;
  const must = above.evidence.filter(({ required }) => required);
  const seldom = isSaid('when') ? null : whyMoreSeldom({ ...below, inForce }, above);
  return [
    ...worded,
    ...(seldom === null ? [] : [refused('when', seldom)]),
    ...(isKept(below.otherThanDoerOf, above.otherThanDoerOf)
      ? []
      : [refused('otherThanDoerOf', 'nobody may be kept from the call')]),
    ...(isSaid('evidence') || isKept(must, below.evidence, isFieldAsStrict)
      ? []
      : [refused('evidence', 'what a call must say may not be left out')]),
  ];
}

/** Nothing that was not there before may stand between a person and the call. */
function checkPath({ above, below, by, floors }: Change, step: Step): LayerRefusal[] {
  const timed = floors.find(({ step: { id }, field }) => field === 'clock' && id === step.id);
  if (step.path === undefined && timed === undefined) return [];
  const before = above.steps.find(({ id }) => id === step.id);
  // What stood before a step that was on no path does so no longer once it is on one.
  const isNewOnPath = step.path !== undefined && before?.path === undefined;
  const old = isNewOnPath || before === undefined ? [] : barsOn(above, before);
  const bars = barsOn(below, step).filter((bar) => !old.includes(bar));
  if (bars.length === 0) return [];
  const why =
    step.path === undefined
      ? `whose time is a floor of ${timed?.by.title ?? ''}: nothing may move it later`
      : `which is on the ${PATHS[step.path]}: nothing may stand there`;
  const sentence = `${by.title} puts ${listed(bars)} before ${quoted(step.title)}, ${why}.`;
  return [
    { path: `steps.${step.id}`, sentence, by, against: step.path === undefined ? (timed?.by ?? null) : null },
  ];
}

function checkHold({ above, below, by, holdBy }: Change, id: string): LayerRefusal[] {
  const [hold, now] = [own(above.holds, id), own(below.holds, id)];
  if (hold === undefined || isSame(hold, now)) return [];
  const why = whyHoldIsWeaker(now, hold);
  if (why === null) return [];
  const against = holdBy(id);
  const sentence = `${by.title} weakens the hold ${quoted(hold.title)} of ${against.title}: ${why}.`;
  return [{ path: `holds.${id}`, sentence, by, against }];
}
