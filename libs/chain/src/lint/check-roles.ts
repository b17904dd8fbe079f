import { found } from './finding.ts';
import type { Found } from './finding.ts';
import type { Check } from './view.ts';
import { namedRoles } from '../language/named-roles.ts';
import type { Named } from '../language/named-roles.ts';
import { sayRole } from '../inherit/say-words.ts';
import { KEPT_OUT } from '../language/role.ts';
import type { Role } from '../language/role.ts';

/** Nobody owns, hears of or agrees to what they must never see; and nobody is named to act who may not. */
export const checkRoles: Check = ({ chain }) => {
  const owning = new Set(chain.steps.flatMap(({ owner }) => owner));
  return namedRoles(chain).flatMap((named) => [...keptOut(named), ...ownsNothing(named, owning)]);
};

function keptOut({ who, roles = [], path, isLadder }: Named): Found[] {
  return roles.flatMap((role, index) => {
    const kept = KEPT_OUT[role];
    if (kept === undefined || (isLadder && kept.mayOwn)) return [];
    const sentence = `${who}: "${role}" may not, for ${kept.why}. Leave it out, or name a post that deals with cases.`;
    return [found('noPartInCases', `${path}.${index}`, sentence)];
  });
}

/** What concerns the case as a whole, only those do who stand on some ladder: others have nothing to do with it. */
function ownsNothing({ who, roles = [], path, actsOnCase }: Named, owning: ReadonlySet<Role>): Found[] {
  return roles.flatMap((role, index) => {
    if (actsOnCase !== true || owning.has(role) || KEPT_OUT[role] !== undefined) return [];
    const sentence = `${who}: ${sayRole(role)} stands on no ladder, and so may not act on the case. Name somebody who does.`;
    return [found('ownsNothing', `${path}.${index}`, sentence)];
  });
}
