import { found } from './finding.ts';
import type { Found } from './finding.ts';
import { eachStep } from './view.ts';
import type { View } from './view.ts';
import type { Model } from './model.ts';
import { openingGoals } from './openable.ts';
import { isPossible } from './solve.ts';
import { now } from './wish.ts';
import type { Limit } from '../clock/length.ts';
import { isChased, isChasedByLeader } from '../inherit/chases.ts';
import {
  isHeardAgain,
  isHeardInTime,
  isLater,
  MOST_DAYS_UNHEARD,
  isWithinDays,
  longestUnheard,
} from '../inherit/limits.ts';
import { PATHS } from '../inherit/paths.ts';
import { startsByItself } from '../inherit/start-of-clock.ts';
import type { Moment } from '../language/moment.ts';
import { mostDaysOwed } from '../language/most-days-owed.ts';
import type { Step } from '../language/step.ts';

/** Every deadline of ours is somebody else's business when it passes; and no alert stands where none can be sent. */
export const checkLateness = eachStep((step, path, view) => [
  ...missing(step, path),
  ...farOff(step, path, view),
  ...overAlready(step, path),
  ...unstarted(step, path, view),
  ...vain(step, path),
  ...unchased(step, path, view),
]);

function missing(step: Step, path: string): Found[] {
  const { title, clock, late, optional } = step;
  if (optional || clock?.whose !== undefined) return [];
  if (clock === undefined) {
    return [found('noDeadline', path, `"${title}" must be done and has no deadline: give it a clock.`)];
  }
  if (late.some((rung) => isHeardInTime(rung, step))) return toldOnce(step, path);
  const soon = late.length === 0 ? '' : `, for more than ${longestUnheard(step)}: let a rung come sooner`;
  return [found('noEscalation', `${path}.late`, `Nobody hears when "${title}" is late${soon}.`)];
}

/** Whoever hears last hears it again until it is done: a letter that nobody acted on is not the end of it. */
function toldOnce({ title, late }: Step, path: string): Found[] {
  const told = late.flatMap((rung, at) => ('tell' in rung ? [{ rung, at }] : []));
  const last = told.reduceRight<(typeof told)[number] | undefined>(
    (latest, one) => (latest === undefined || isLater(one.rung, latest.rung) ? one : latest),
    undefined,
  );
  if (last?.rung.every !== undefined && isHeardAgain(last.rung.every)) return [];
  const sentence =
    last?.rung.every === undefined
      ? `Once everybody has heard that "${title}" is late, nobody hears it again: let the last rung that tells somebody repeat, such as every: { workingDays: 1 }.`
      : `Whoever hears last that "${title}" is late hears it again only after more than ${MOST_DAYS_UNHEARD} days: let it repeat sooner.`;
  const at = last === undefined ? '' : `.${last.at}`;
  return [found('noEscalation', `${path}.late${at}`, sentence)];
}

/** Whoever is given years sits on a duty for years: nothing is late before. The same goes for what another party owes. */
function farOff({ title, clock, optional, repeat, path: way }: Step, path: string, { chain }: View): Found[] {
  const most = mostDaysOwed(chain);
  if (optional) return [];
  const given: (readonly [string, Limit | undefined])[] = [
    ['clock.within', way !== undefined || clock === undefined || 'event' in clock ? undefined : clock.within],
    ['repeat.every', repeat?.every],
  ];
  return given.flatMap(([at, limit]) => {
    if (limit === undefined || isWithinDays(limit, most)) return [];
    const sentence =
      clock?.whose === undefined
        ? `"${title}" must be done and is not due for more than ${most} days, in which nobody hears that it is left: give it less.`
        : `"${title}" gives another party more than ${most} days, in which nobody here asks again: give it less.`;
    return [found('dueTooFarOff', `${path}.${at}`, sentence)];
  });
}

/** What comes up on the date that its time leads up to is late as it comes up, and nobody could have done it. */
function overAlready({ title, after, clock, optional }: Step, path: string): Found[] {
  if (optional || after === undefined || clock === undefined || !('event' in clock)) return [];
  if (!waitsFor(after, clock.event)) return [];
  const sentence = `"${title}" comes up on the date that its time leads up to, so it is late whenever it comes up: let it come up after { event: ${clock.event} }.`;
  return [found('alwaysLate', `${path}.after`, sentence)];
}

function waitsFor(moment: Moment, event: string): boolean {
  if ('all' in moment) return moment.all.some((part) => waitsFor(part, event));
  if ('any' in moment) return moment.any.every((part) => waitsFor(part, event));
  return 'reached' in moment && moment.reached === event;
}

/** What must be done is late though nobody does anything: its clock waits for nothing that may never happen. */
function unstarted(step: Step, path: string, { chain, model }: View): Found[] {
  const { title, clock, optional } = step;
  if (optional || clock === undefined) return [];
  const way =
    step.path === undefined ? `"${title}" must be done` : `"${title}" is on the ${PATHS[step.path]}`;
  if (step.path !== undefined && clock.whose !== undefined) {
    const sentence = `${way}, and its time is another party's, so it is never late for us: leave out "whose".`;
    return [found('clockNeverStarts', `${path}.clock.whose`, sentence)];
  }
  const { steps } = chain;
  if (startsByItself(step, steps) || (step.path === undefined && hasStarted(model, step))) return [];
  const what = 'event' in clock ? 'leads up to a date' : 'waits for something else to happen first';
  const sentence = `${way}, and its clock ${what}, so it may never start though nobody acts: let it run from awareness, opening or after.`;
  return [found('clockNeverStarts', `${path}.clock.${'event' in clock ? 'event' : 'from'}`, sentence)];
}

/** Whether what a clock waits for has happened in every case in which the step comes up. */
function hasStarted(model: Model, step: Step): boolean {
  const { clock } = step;
  const start = clock === undefined ? 'none' : 'event' in clock ? { event: clock.event } : clock.from;
  return typeof start === 'string' || !isPossible(model, [...openingGoals(step), now(start, false)]);
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

function unchased(step: Step, path: string, { chain }: View): Found[] {
  const { title, clock, optional } = step;
  if (clock?.whose === undefined || optional || isChasedByLeader(chain, step)) return [];
  const sentence = isChased(chain, step)
    ? `Whoever asks again in time when nothing is heard of "${title}" is never late, so no leader hears of it: let a step that comes after { late } and repeats begin its ladder with a leader who is not first on this one.`
    : `Nobody has to ask again when nothing is heard of "${title}": let a step of ours come after { late } and repeat.`;
  return [found('nobodyChases', `${path}.clock.whose`, sentence)];
}
