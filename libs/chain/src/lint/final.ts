import { partsOf } from './wish.ts';
import type { Wish } from './wish.ts';
import { isOneOf } from '../reducer/moments.ts';
import type { Step } from '../language/step.ts';

/** Whether a step, once done with this outcome, does not come up again; for certain. */
export function isFinal(step: Step, outcome: string): boolean {
  const { id, repeat, eachTime } = step;
  if (eachTime === true || closesWith(step, outcome)) return false;
  return repeat === undefined || isSure(repeat.until, id, outcome) === true;
}

/** Whether doing a step with this outcome is to close the case. */
export const closesWith = ({ closes }: Step, outcome: string): boolean =>
  closes === true || (closes !== undefined && isOneOf(outcome, closes.outcome));

/** Whether a wish is so, or not so, of whatever case in which a step was last done like this; null where that depends. */
export function isSure(wish: Wish, step: string, outcome: string): boolean | null {
  if ('not' in wish) {
    const sure = isSure(wish.not, step, outcome);
    return sure === null ? null : !sure;
  }
  const inside = partsOf(wish);
  if (inside === null) return isSurePlain(wish, step, outcome);
  const each = inside.parts.map((part) => isSure(part, step, outcome));
  if (each.includes(!inside.every)) return !inside.every;
  return each.every((sure) => sure === inside.every) ? inside.every : null;
}

function isSurePlain(plain: Wish, step: string, outcome: string): boolean | null {
  if ('done' in plain && plain.done === step) return true;
  if ('outcome' in plain && plain.outcome === step) return isOneOf(outcome, plain.is);
  return null;
}
