import { namesOf } from './say-names.ts';
import { sayCondition } from './say-condition.ts';
import { sayRoles } from './say-words.ts';
import type { Chain } from '../language/chain.ts';
import type { Step } from '../language/step.ts';

/** 'one of the headteacher or the chief executive, unless …' */
export function sayApproval(chain: Chain, { approval }: Step): string {
  if (approval === undefined) return 'nobody';
  const { by, count, unless, emergency } = approval;
  const names = namesOf(chain);
  const who =
    by.length === 1 && count === 1 ? sayRoles(by) : `${COUNTS[count] ?? count} of ${sayRoles(by, 'or')}`;
  const not = unless === undefined ? '' : `, unless ${sayCondition(names, unless)}`;
  const bypass =
    emergency === undefined
      ? ''
      : `; in an emergency (${Object.values(emergency.reasons).join('; ')}) it is asked for afterwards, in ${names.step(emergency.countersign)}`;
  return `${who}${not}${bypass}`;
}

const COUNTS: Readonly<Record<number, string>> = { 1: 'one', 2: 'two', 3: 'three' };
