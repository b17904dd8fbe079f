import type { Floor } from './floor.ts';
import { PATHS } from './paths.ts';
import { quoted } from './say-words.ts';
import type { Step } from '../language/step.ts';

/** Why a step must be there, be done, and go on being the step it is. */
export function whyItStays({ path, opens }: Step, { by, field, heldUp, ends }: Floor): string {
  if (path !== undefined) return `it is on the ${PATHS[path]}`;
  if (heldUp !== undefined) return `${quoted(heldUp.title)} waits for it`;
  if (field === 'opens' && opens !== undefined) return `it opens a case of ${quoted(opens.chain)}`;
  if (ends !== undefined) return `the hold ${quoted(ends)} goes by it`;
  return `${by.title} has it as a floor`;
}
