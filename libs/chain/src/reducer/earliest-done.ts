import type { Instant } from '../clock/calendar.ts';
import { DAY } from '../clock/civil.ts';
import type { Step } from '../language/step.ts';

/** People ring first and report afterwards: a call may lie so long before the concern is said to have become known. */
const CALLED_BEFORE = 7 * DAY;

/** Whether a step is done by ringing or telling somebody outside, or by making a child safe. */
const isCall = ({ path, evidence }: Step): boolean =>
  path !== undefined || evidence.some(({ kind }) => kind === 'phone' || kind === 'contact');

/** Before when nobody can have done a step of a case that became known at an instant; and that in words. */
export function earliestDone(step: Step, awareAt: Instant): { readonly at: Instant; readonly words: string } {
  return isCall(step)
    ? { at: awareAt - CALLED_BEFORE, words: 'more than seven days before the concern became known' }
    : { at: awareAt, words: 'before the concern became known' };
}
