import { isSame } from './kept.ts';
import type { Source } from './origin.ts';
import type { Limit } from '../clock/length.ts';
import type { FloorField, Step } from '../language/step.ts';

/** One field of a step that a layer marked as a floor, as it stood there. */
export interface Floor {
  readonly step: Step;
  readonly field: FloorField;
  readonly by: Source;
  /** The step that cannot come up before this one is done, where it is a floor only because of that. */
  readonly heldUp?: Step;
  /** The title of the hold that begins or ends by it, where it is a floor only because of that. */
  readonly ends?: string;
}

/** A length that none may exceed. */
export interface LimitFloor {
  readonly limit: Limit;
  readonly by: Source;
}

/** What a layer's own version of a step makes a floor: what it marks, and a clock that says its floor itself. */
export function floorsIn(step: Step, marked: readonly FloorField[], by: Source, old?: Step): Floor[] {
  const saysFloor = [
    [step.clock?.floor, old?.clock?.floor],
    [step.repeat?.floor, old?.repeat?.floor],
  ].some(([floor, before]) => floor !== undefined && !isSame(floor, before));
  const fields = new Set<FloorField>([...marked, ...(saysFloor ? (['clock'] as const) : [])]);
  return [...fields].map((field) => ({ step, field, by }));
}
