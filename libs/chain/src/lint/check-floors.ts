import { found } from './finding.ts';
import { eachStep } from './view.ts';
import { describeLength } from '../clock/describe.ts';
import { isNeverLater } from '../inherit/sooner.ts';

/** No clock is looser than the floor that stands beside it. Where a calendar decides, the engine keeps the sooner. */
export const checkFloors = eachStep(({ title, clock }, path) => {
  if (clock?.floor === undefined) return [];
  const isBefore = 'event' in clock;
  const direction = isBefore ? 'upTo' : 'on';
  const limit = isBefore ? clock.before : clock.within;
  const isLooser =
    isNeverLater(clock.floor, limit, direction) && !isNeverLater(limit, clock.floor, direction);
  if (!isLooser) return [];
  const sentence = `"${title}" says ${describeLength(limit)}, and its floor is ${describeLength(clock.floor)}.`;
  return [found('looserThanFloor', `${path}.clock.${isBefore ? 'before' : 'within'}`, sentence)];
});
