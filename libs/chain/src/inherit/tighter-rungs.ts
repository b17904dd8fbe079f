import { isKept } from './kept.ts';
import { isNeverLater } from './sooner.ts';
import type { LateRung, UnacknowledgedRung } from '../language/rung.ts';
import type { Length } from '../clock/length.ts';

/** Whether one rung does at least what another does, no later, to everyone it told, and as often. */
export function isRungAsStrong(
  below: LateRung | UnacknowledgedRung,
  above: LateRung | UnacknowledgedRung,
): boolean {
  if (!isNoLater(below.after, above.after)) return false;
  if ('handUp' in above || 'handUp' in below) return 'handUp' in above && 'handUp' in below;
  return isKept(above.tell, below.tell) && isAsOften(below.every, above.every);
}

/** No length is at once, hence sooner than any. */
function isNoLater(below: Length | undefined, above: Length | undefined): boolean {
  return below === undefined || (above !== undefined && isNeverLater(below, above));
}

/** No length is once only, hence less often than any. */
function isAsOften(below: Length | undefined, above: Length | undefined): boolean {
  return above === undefined || (below !== undefined && isNeverLater(below, above));
}
