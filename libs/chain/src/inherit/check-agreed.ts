import type { Change } from './check-change.ts';
import { isKept, isSame } from './kept.ts';
import type { LayerRefusal } from './refusal.ts';
import { sayUnacknowledged } from './say-rungs.ts';
import { quoted } from './say-words.ts';
import { isNeverLater } from './sooner.ts';
import type { Chain } from '../language/chain.ts';
import { own } from '../language/own.ts';
import type { Role } from '../language/role.ts';
import { handOverOf } from '../reducer/tell.ts';

/**
 * How a chain of which something is a floor, or that has a call, may end without being done, and who hears that a
 * hand-over was not answered: for these hold of every step alike.
 */
export function checkAgreed({ above, below, by, floors }: Change): LayerRefusal[] {
  const [floor] = floors;
  if (floor === undefined) return [];
  return (['mistake', 'waiver', 'handOver'] as const).flatMap((field) => {
    const why = WHY_LOOSER[field](above, below);
    if (why === null) return [];
    const sentence = `${by.title} changes “${field}” of ${quoted(above.title)}, where ${floor.by.title} has a floor: ${why}.`;
    return [{ path: field, sentence, by, against: floor.by }];
  });
}

type Field = 'mistake' | 'waiver' | 'handOver';

const WHY_LOOSER: Readonly<Record<Field, (above: Chain, below: Chain) => string | null>> = {
  mistake: ({ mistake: above }, { mistake: below }) =>
    isKept(below?.agreedBy ?? [], above?.agreedBy ?? []) ? null : NOBODY_ELSE,
  waiver: ({ waiver: above }, { waiver: below }) => {
    if (below === undefined) return null;
    if (!isKept(below.agreedBy, above?.agreedBy ?? [])) return NOBODY_ELSE;
    const isSaidAbove = (code: string): boolean =>
      above !== undefined && isSame(own(above.reasons, code), own(below.reasons, code));
    return Object.keys(below.reasons).every(isSaidAbove) ? null : 'no other reason may count';
  },
  handOver: (chainAbove, chainBelow) => {
    const [above, below] = [handOverOf(chainAbove), handOverOf(chainBelow)];
    const isSooner = isNeverLater(below.answerWithin, above.answerWithin);
    return isSooner && isKept<Role>(above.tell, below.tell)
      ? null
      : `${sayHandOver(above)} becomes ${sayHandOver(below)}: nobody may hear later or not at all`;
  },
};

const sayHandOver = ({ answerWithin, tell }: ReturnType<typeof handOverOf>): string =>
  quoted(sayUnacknowledged({ after: answerWithin, tell: [...tell] }));

const NOBODY_ELSE = 'nobody else may agree';
