import { whyMoreSeldomInForce } from './tighter-when.ts';
import { isKept } from './kept.ts';
import type { Act } from '../language/act.ts';
import type { Hold } from '../language/hold.ts';
import type { Step } from '../language/step.ts';

/** What no layer may take from people while a hold is in force. */
const ALWAYS_LEFT: readonly Act[] = ['makeSafe', 'preserveEvidence'];

/**
 * Why a hold is weaker than the one that a layer above has under that name; null where it is not. Every hold is a floor:
 * layers below may add others, and make it forbid more, sooner, longer, or end with more people's agreement.
 */
export function whyHoldIsWeaker(
  below: Hold | undefined,
  above: Hold,
  inBelow: readonly Step[],
  inAbove: readonly Step[],
): string | null {
  if (below === undefined) return 'it may not be left out';
  if (below.title !== above.title || below.sentence !== above.sentence) return 'it keeps its words';
  if (!isKept(above.forbids, below.forbids)) return 'it must forbid all that it forbade';
  if (!isKept(below.allows, above.allows)) return 'it may allow no more than it did';
  if (
    !isKept(
      above.allows.filter((act) => ALWAYS_LEFT.includes(act)),
      below.allows,
    )
  ) {
    return 'what keeps a child or the evidence safe must stay allowed';
  }
  if (!isKept(above.agreedBy, below.agreedBy)) return 'the same agencies must agree to its end';
  return whyMoreSeldomInForce(below, above, inBelow, inAbove) ?? whyReleasedMoreEasily(below, above);
}

function whyReleasedMoreEasily({ release: below }: Hold, { release: above }: Hold): string | null {
  if (below === undefined) return null;
  const isNoEasier =
    above !== undefined && isKept(below.by, above.by) && isKept(below.grantedBy, above.grantedBy);
  return isNoEasier ? null : 'nobody else may release it';
}
