import { implies } from './implies.ts';
import { isKept } from './kept.ts';
import type { Approval } from '../language/step.ts';

/**
 * Why an approval is weaker than another; null where it is not. As many or more must agree, none of whom was not asked
 * before; it is left out in no case and for no reason in which it was not.
 */
export function whyApprovalIsWeaker(below: Approval | undefined, above: Approval | undefined): string | null {
  if (above === undefined) return null;
  if (below === undefined) return 'the agreement may not be left out';
  if (below.count < above.count) return 'no fewer people may agree';
  if (!isKept(below.by, above.by)) return 'nobody else may agree in their place';
  if (!isNoMoreOftenLeftOut(below, above)) return 'it may not be left out in more cases';
  return isNoMoreBypassed(below, above) ? null : 'it may not be left out for more reasons';
}

function isNoMoreOftenLeftOut(below: Approval, above: Approval): boolean {
  if (below.unless === undefined) return true;
  return above.unless !== undefined && implies(below.unless, above.unless) === true;
}

function isNoMoreBypassed({ emergency: below }: Approval, { emergency: above }: Approval): boolean {
  if (below === undefined) return true;
  if (above === undefined || below.countersign !== above.countersign) return false;
  return isKept(Object.keys(below.reasons), Object.keys(above.reasons));
}
