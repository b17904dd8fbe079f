import { found } from './finding.ts';
import type { Found } from './finding.ts';
import { eachStep } from './view.ts';
import type { View } from './view.ts';
import { opensWith, plainWishes } from './wish.ts';
import { isHeardInTime, MOST_DAYS_UNHEARD } from '../inherit/limits.ts';
import { PATHS } from '../inherit/paths.ts';
import { startsByItself } from '../inherit/start-of-clock.ts';
import type { Step } from '../language/step.ts';

/** Every deadline of ours is somebody else's business when it passes; and no alert stands where none can be sent. */
export const checkLateness = eachStep((step, path, view) => [
  ...missing(step, path),
  ...unstarted(step, path),
  ...vain(step, path),
  ...unchased(step, path, view),
]);

function missing({ title, clock, late, optional }: Step, path: string): Found[] {
  if (optional || clock?.whose !== undefined) return [];
  if (clock === undefined) {
    return [found('noDeadline', path, `"${title}" must be done and has no deadline: give it a clock.`)];
  }
  if (late.some(isHeardInTime)) return [];
  const soon = late.length === 0 ? '' : `, for more than ${MOST_DAYS_UNHEARD} days: let a rung come sooner`;
  return [found('noEscalation', `${path}.late`, `Nobody hears when "${title}" is late${soon}.`)];
}

/** A call that must be made is late though nobody does anything. */
function unstarted(step: Step, path: string): Found[] {
  const { title, clock, optional } = step;
  if (step.path === undefined || optional || clock === undefined) return [];
  const way = `"${title}" is on the ${PATHS[step.path]}`;
  if (clock.whose !== undefined) {
    const sentence = `${way}, and its time is another party's, so it is never late for us: leave out "whose".`;
    return [found('clockNeverStarts', `${path}.clock.whose`, sentence)];
  }
  if (startsByItself(step)) return [];
  const what = 'event' in clock ? 'leads up to a date' : 'waits for something else to happen first';
  const sentence = `${way}, and its clock ${what}, so it may never start though nobody acts: let it run from awareness, opening or after.`;
  return [found('clockNeverStarts', `${path}.clock.${'event' in clock ? 'event' : 'from'}`, sentence)];
}

function vain({ title, clock, late, optional }: Step, path: string): Found[] {
  if (late.length === 0 || clock === undefined) return [];
  if (clock.whose !== undefined) {
    const sentence = `"${title}" runs against another party's time, which is never late for us: put what then follows in a step that comes after { late }.`;
    return [found('neverFires', `${path}.late`, sentence)];
  }
  return optional
    ? [found('neverFires', `${path}.late`, `"${title}" need not be done, so it is never late.`)]
    : [];
}

function unchased({ id, title, clock }: Step, path: string, { chain }: View): Found[] {
  if (clock?.whose === undefined) return [];
  const isChased = chain.steps.some((other) =>
    opensWith(other)
      .flatMap((wish) => [...plainWishes(wish, '')])
      .some(({ plain }) => 'late' in plain && plain.late === id),
  );
  if (isChased) return [];
  const sentence = `Nobody has to ask again when nothing is heard of "${title}".`;
  return [found('nobodyChases', `${path}.clock.whose`, sentence)];
}
