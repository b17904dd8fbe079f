import { found } from './finding.ts';
import type { Found } from './finding.ts';
import type { Check } from './view.ts';
import { namedRoles } from '../language/named-roles.ts';
import type { Named } from '../language/named-roles.ts';
import { KEPT_OUT } from '../language/role.ts';

/** Nobody owns, hears of or agrees to what they must never see. */
export const checkRoles: Check = ({ chain }) => namedRoles(chain).flatMap(wrong);

function wrong({ who, roles = [], path, isLadder }: Named): Found[] {
  return roles.flatMap((role, index) => {
    const kept = KEPT_OUT[role];
    if (kept === undefined || (isLadder && kept.mayOwn)) return [];
    const sentence = `${who}: "${role}" may not, for ${kept.why}. Leave it out, or name a post that deals with cases.`;
    return [found('noPartInCases', `${path}.${index}`, sentence)];
  });
}
