import { isKept } from './kept.ts';
import type { Step } from '../language/step.ts';

type Opens = Step['opens'];

/** Why the other case is opened less surely, later or as another one; null where it is not. */
export function whyOpensLess(below: Opens, above: Opens): string | null {
  if (above === undefined) return null;
  if (below === undefined) return 'the case must be opened';
  if (below.chain !== above.chain) return 'it must be a case of the same chain';
  if (above.at === 'opening' && below.at !== 'opening') return 'it may not be opened later';
  if (!isOpenedAsOften(below, above)) return 'it must be opened after the same outcomes';
  if (!isKept(Object.entries(above.facts ?? {}), Object.entries(below.facts ?? {}))) {
    return 'it must begin with the same answers';
  }
  return above.awaited && !below.awaited ? 'this case must wait for it' : null;
}

function isOpenedAsOften(below: NonNullable<Opens>, above: NonNullable<Opens>): boolean {
  if (below.onlyFor === undefined) return true;
  return above.onlyFor !== undefined && isKept(above.onlyFor, below.onlyFor);
}
