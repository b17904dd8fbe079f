import type { Moment } from '../language/moment.ts';
import type { Predicate } from '../language/predicate.ts';

/** The steps that are not there. */
export type Gone = ReadonlySet<string>;

/** A condition where some steps never come up: true or false where nothing else decides it. None is always true. */
export function simplified(condition: Predicate | undefined, gone: Gone): Predicate | boolean {
  if (condition === undefined) return true;
  if ('not' in condition) {
    const part = simplified(condition.not, gone);
    return typeof part === 'boolean' ? !part : { not: part };
  }
  if ('all' in condition) {
    return joined(
      condition.all.map((part) => simplified(part, gone)),
      false,
      (all) => ({ all }),
    );
  }
  if ('any' in condition) {
    return joined(
      condition.any.map((part) => simplified(part, gone)),
      true,
      (any) => ({ any }),
    );
  }
  if ('done' in condition) return gone.has(condition.done) ? false : condition;
  if ('outcome' in condition) return gone.has(condition.outcome) ? false : condition;
  if ('bypassed' in condition) return gone.has(condition.bypassed) ? false : condition;
  if ('step' in condition) {
    return gone.has(condition.step) ? [condition.is].flat().includes('notOpen') : condition;
  }
  return condition;
}

/**
 * A moment where some steps never come up: false where it then never comes, true where there is nothing to wait for. None
 * is with the case. What is not there need not be waited for to end.
 */
export function simplifiedMoment(moment: Moment | undefined, gone: Gone): Moment | boolean {
  if (moment === undefined) return true;
  const parts = (moments: readonly Moment[]) => moments.map((part) => simplifiedMoment(part, gone));
  if ('all' in moment) return joined(parts(moment.all), false, (all) => ({ all }));
  if ('any' in moment) return joined(parts(moment.any), true, (any) => ({ any }));
  if ('latest' in moment) return latestOf(parts(moment.latest));
  if ('ended' in moment) return gone.has(moment.ended) ? true : moment;
  if ('event' in moment || 'reached' in moment) return moment;
  return gone.has(Object.values(moment).find((name) => typeof name === 'string') ?? '') ? false : moment;
}

/** Parts of which one that says `decides` decides all; those that say the opposite fall away. */
function joined<Part extends object>(
  parts: readonly (Part | boolean)[],
  decides: boolean,
  join: (parts: Part[]) => Part,
): Part | boolean {
  if (parts.includes(decides)) return decides;
  const open = parts.filter((part) => typeof part !== 'boolean');
  const [first] = open;
  if (first === undefined) return !decides;
  return open.length === 1 ? first : join(open);
}

/** The last of those that are left. */
function latestOf(parts: readonly (Moment | boolean)[]): Moment | boolean {
  const open = parts.filter((part) => typeof part !== 'boolean');
  if (open.length === 0) return parts.includes(true);
  return open.length === 1 && open[0] !== undefined ? open[0] : { latest: open };
}
