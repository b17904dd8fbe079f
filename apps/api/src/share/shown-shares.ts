import type { CaseShare } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import type { Names } from '../case/case-people.ts';
import { iso } from '../shared/instants.ts';
import { roleTitle } from '../shared/role-words.ts';
import type { LiveShare } from './live-shares.ts';

/** Who is let see how much of a case, as its page says it. */
export const shownShares = (tx: Tx, shares: readonly LiveShare[], names: Names): CaseShare[] =>
  shares.map((share) => {
    const { id, caseId, wrappedKey, personId, givenBy, part, until } = share;
    const place = { table: 'case_share', column: 'reason', row: id };
    const nameOf = (person: string): string => names.get(person)?.name ?? '';
    return {
      id,
      person: { id: personId, name: nameOf(personId), role: roleTitle(share.personPosts[0]?.role ?? '') },
      part,
      until: iso(until),
      givenBy: nameOf(givenBy),
      reason: String(tx.keys.ofCase(caseId, wrappedKey).open(place, share.reason)),
    };
  });
