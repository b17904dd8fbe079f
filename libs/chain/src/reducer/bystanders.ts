import type { Chain } from '../language/chain.ts';
import { plainConditions } from '../language/could-hold.ts';
import { derived } from '../language/derived.ts';
import { namedRoles } from '../language/named-roles.ts';
import type { Predicate } from '../language/predicate.ts';
import type { Post, Role } from '../language/role.ts';

/** Posts that never own a duty nor hear of one unless a chain names them: left out, as a school has hundreds. */
export const ONLY_IF_NAMED: readonly Post[] = ['staff', 'governor', 'auditor'];

/**
 * The posts by which nobody is known in cases of a chain, as it names them nowhere; whoever reports and holds such a one is
 * there without it.
 */
export const leftOut = derived((chain: Chain): readonly Post[] => {
  const named = new Set([...namedRoles(chain).flatMap(({ roles = [] }) => roles), ...rolesAskedAfter(chain)]);
  return ONLY_IF_NAMED.filter((post) => !named.has(post));
});

/** The roles of which a condition asks whether somebody is there. Which posts the subject holds is known without people. */
function rolesAskedAfter({ steps, holds }: Chain): Role[] {
  const conditions = [
    ...steps.flatMap(({ when, until, repeat, approval }) => [when, until, repeat?.until, approval?.unless]),
    ...Object.values(holds).map(({ when }) => when),
  ].filter((each): each is Predicate => each !== undefined);
  return conditions.flatMap((condition) =>
    [...plainConditions(condition, '')].flatMap(([plain]) => ('role' in plain ? [plain.role] : [])),
  );
}
