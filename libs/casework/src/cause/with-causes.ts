import { isOwed } from '@trustward/chain';
import type { CaseState } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { IS_AWAY } from '../may-hear.ts';
import type { BreachRow } from '../rows.ts';
import { causeOf } from './cause-of.ts';

/** Of each owner, what can be known at this moment alone. */
const OWNERS = `select n.id, n.suspended_at is not null or ${IS_AWAY} as away,
    app.has_looked($2, n.id) or exists (select from app.case_event e
      where e.tenant_id = n.tenant_id and e.case_id = $2 and e.by_person = n.id) as looked,
    (select bool_and(e.body -> 'event' ->> 'why' = 'unopened') from app.case_event e where e.tenant_id = n.tenant_id
      and e.case_id = $2 and e.type = 'unreached' and e.body -> 'event' ->> 'person' = n.id::text) as "onlyUnopened"
  from app.person n where n.tenant_id = $1 and n.id = any($3::uuid[])`;

interface Owner {
  readonly id: string;
  readonly away: boolean;
  readonly looked: boolean;
  /** Whether all that did not reach them did, and was not opened. */
  readonly onlyUnopened: boolean | null;
}

/** What became late, each with why; what comes to be known later changes it no more. */
export async function withCauses(
  tx: Tx,
  caseId: string,
  state: CaseState,
  breaches: readonly BreachRow[],
  /** Who is doing something in it at this moment, which is not written yet. */
  by: string | null = null,
): Promise<readonly BreachRow[]> {
  if (breaches.length === 0) return breaches;
  const ids = breaches.flatMap(({ owner }) => owner ?? []);
  const owners = await tx.query<Owner>(OWNERS, [tx.tenantId, caseId, ids], 'why-late');
  const othersSilent = Object.values(state.duties).some((duty) => isOwed(duty) && duty.theirLateAt !== null);
  return breaches.map((breach) => {
    const owner = owners.find(({ id }) => id === breach.owner);
    const cause = causeOf({
      byOutage: breach.outage_what !== undefined,
      hasOwner: breach.owner !== null,
      ownerAway: owner?.away === true,
      ownerLooked: owner?.looked === true || (by !== null && breach.owner === by),
      ownerUnreached: isUnreached(state, breach) && owner?.onlyUnopened !== true,
      othersSilent,
    });
    return { ...breach, cause };
  });
}

const isUnreached = ({ unreached }: CaseState, { step, owner }: BreachRow): boolean =>
  (unreached ?? []).some((it) => it.person === owner && (it.step === step || it.step === null));
