import { endedOnceDone } from './comes-again.ts';
import { implies } from './implies.ts';
import { isSame } from './kept.ts';
import { isInForceLess } from './not-in-force.ts';
import { canonicalJson } from '../language/canonical-json.ts';
import type { Hold } from '../language/hold.ts';
import type { Moment } from '../language/moment.ts';
import type { Predicate } from '../language/predicate.ts';
import type { Step } from '../language/step.ts';

const TOO_WIDE =
  'the two conditions are too long to be compared; write the change as { any: [the old, the new] }';

/**
 * Why a step would come up, or stay, more seldom than another; null where it would not. Its condition may only widen,
 * and so may what it waits for; what makes it needless may only narrow.
 */
export function whyMoreSeldom(below: Step, above: Step, inBelow: Steps, inAbove = inBelow): string | null {
  if (isInForceLess(below.inForce, above.inForce)) return 'it may not apply on fewer days';
  if (above.eachTime === true && below.eachTime !== true) return 'it must go on coming up each time';
  return (
    unlessImplied(above.when, below.when, 'whenever it comes up there it must come up here') ??
    unlessImplied(moment(above.after, inAbove), moment(below.after, inBelow), whyWaits(below, above)) ??
    unlessImplied(below.until ?? NEVER, above.until ?? NEVER, 'it may not become needless sooner')
  );
}

const whyWaits = (below: Step, above: Step): string =>
  isSame(below.after, above.after)
    ? 'what it waits for to end may not begin to come up again'
    : 'it may not wait for more';

/** Why a hold would be in force more seldom than another; null where it would not. */
export function whyMoreSeldomInForce(
  below: Hold,
  above: Hold,
  inBelow: Steps,
  inAbove: Steps,
): string | null {
  return (
    unlessImplied(above.when, below.when, 'it must be placed wherever it was') ??
    unlessImplied(moment(above.from, inAbove), moment(below.from, inBelow), 'it may not begin later') ??
    unlessImplied(comparable(below.until, inBelow), comparable(above.until, inAbove), 'it may not end sooner')
  );
}

/** Whether a moment has surely come once a step that waits for these has come up. */
export function comesWith(step: Opening, one: Moment, steps: Steps): boolean {
  const waited = opensWith(step, steps);
  return waited.length > 0 && implies({ all: waited }, comparable(one, steps)) === true;
}

/** What a step waits for, as conditions that can be compared. */
export function opensWith({ after, when }: Opening, steps: Steps): Predicate[] {
  return [...(after === undefined ? [] : [comparable(after, steps)]), ...(when === undefined ? [] : [when])];
}

type Opening = Pick<Step, 'after' | 'when'>;
/** The steps among which moments are read. */
type Steps = readonly Step[];

/** A condition that is never true. */
const NEVER: Predicate = { all: [{ event: 'never' }, { not: { event: 'never' } }] };

const moment = (one: Moment | undefined, steps: Steps): Predicate | undefined =>
  one === undefined ? undefined : comparable(one, steps);

/** A moment as a condition that only says what of it comes with what: what was done has ended, if it comes up once. */
export function comparable(one: Moment, steps: Steps): Predicate {
  const each = (parts: readonly Moment[]) => parts.map((part) => comparable(part, steps));
  if ('all' in one) return { all: each(one.all) };
  if ('any' in one) return { any: each(one.any) };
  if ('latest' in one) return { any: each(one.latest) };
  if ('done' in one || 'outcome' in one) return one;
  const other = { event: canonicalJson(one) };
  return 'ended' in one && endedOnceDone(steps).has(one.ended)
    ? { any: [{ done: one.ended }, other] }
    : other;
}

function unlessImplied(one: Predicate | undefined, other: Predicate | undefined, why: string): string | null {
  const implied = implies(one, other);
  if (implied === 'unsure') return TOO_WIDE;
  return implied ? null : why;
}
