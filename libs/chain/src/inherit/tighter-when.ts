import { implies } from './implies.ts';
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
export function whyMoreSeldom(below: Step, above: Step): string | null {
  if (isInForceLess(below.inForce, above.inForce)) return 'it may not apply on fewer days';
  if (above.eachTime === true && below.eachTime !== true) return 'it must go on coming up each time';
  return (
    unlessImplied(above.when, below.when, 'whenever it comes up there it must come up here') ??
    unlessImplied(moment(above.after), moment(below.after), 'it may not wait for more') ??
    unlessImplied(below.until ?? NEVER, above.until ?? NEVER, 'it may not become needless sooner')
  );
}

/** Why a hold would be in force more seldom than another; null where it would not. */
export function whyMoreSeldomInForce(below: Hold, above: Hold): string | null {
  return (
    unlessImplied(above.when, below.when, 'it must be placed wherever it was') ??
    unlessImplied(moment(above.from), moment(below.from), 'it may not begin later') ??
    unlessImplied(comparable(below.until), comparable(above.until), 'it may not end sooner')
  );
}

/** Whether a moment has surely come once a step that waits for these has come up. */
export function comesWith(after: Moment | undefined, when: Predicate | undefined, one: Moment): boolean {
  const waited = [...(after === undefined ? [] : [comparable(after)]), ...(when === undefined ? [] : [when])];
  return waited.length > 0 && implies({ all: waited }, comparable(one)) === true;
}

/** A condition that is never true. */
const NEVER: Predicate = { all: [{ event: 'never' }, { not: { event: 'never' } }] };

const moment = (one: Moment | undefined): Predicate | undefined =>
  one === undefined ? undefined : comparable(one);

/** A moment as a condition that only says what of it comes with what: what was done has ended. */
export function comparable(one: Moment): Predicate {
  if ('all' in one) return { all: one.all.map(comparable) };
  if ('any' in one) return { any: one.any.map(comparable) };
  if ('latest' in one) return { any: one.latest.map(comparable) };
  if ('done' in one || 'outcome' in one) return one;
  if ('ended' in one) return { any: [{ done: one.ended }, { event: `ended ${one.ended}` }] };
  return { event: canonicalJson(one) };
}

function unlessImplied(one: Predicate | undefined, other: Predicate | undefined, why: string): string | null {
  const implied = implies(one, other);
  if (implied === 'unsure') return TOO_WIDE;
  return implied ? null : why;
}
