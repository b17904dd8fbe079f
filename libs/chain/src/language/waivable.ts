import type { Chain } from './chain.ts';
import type { Step } from './step.ts';

/**
 * Whether a step may end because two agree that it need not be done. Not a call, nor what closes a case, which would stay
 * open for ever; nor what its chain marks as a floor in its time, but for what the law lays on one person, who may leave.
 */
export const isWaivable = (
  { waiver }: Pick<Chain, 'waiver'>,
  { path, closes, personal, floors }: Step,
): boolean =>
  waiver !== undefined &&
  path === undefined &&
  closes === undefined &&
  (personal || !floors.includes('clock'));
