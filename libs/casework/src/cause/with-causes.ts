import { isOwed, stepOfKey } from '@trustward/chain';
import type { CaseState, Chain, Reason } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { IS_AWAY } from '../may-hear.ts';
import type { BreachRow } from '../rows.ts';
import { causeOf } from './cause-of.ts';

/** What makes somebody the owner of a duty. */
const BECAME_THEIRS = ['newDuty', 'handedUp', 'cameBack'] as const satisfies Reason[];

/**
 * Of each duty, what can be known of its owner at this moment alone. Who looked did so, or acted, since it was theirs: the
 * act that opened it is not yet one about it. Of a drill, whose days go by in minutes, since it was opened.
 */
const OWNERS = `select late.step, n.suspended_at is not null or ${IS_AWAY} as away,
    app.has_looked($2, n.id, case when c.drill then coalesce((select max(e.entered_at) from app.case_event e
        where e.tenant_id = n.tenant_id and e.case_id = $2 and e.at <= app.at(late."openedAt")), '-infinity') else theirs.since end)
      or exists (select from app.case_event e where e.tenant_id = n.tenant_id and e.case_id = $2 and e.by_person = n.id
        and e.at > case when c.drill then app.at(late."openedAt") else theirs.since end) as looked,
    (select bool_and(e.body -> 'event' ->> 'why' = 'unopened') from app.case_event e where e.tenant_id = n.tenant_id
      and e.case_id = $2 and e.type = 'unreached' and e.body -> 'event' ->> 'person' = n.id::text) as "onlyUnopened"
  from jsonb_to_recordset($3::jsonb) as late(step text, owner uuid, "openedAt" double precision)
  join app.person n on n.tenant_id = $1 and n.id = late.owner
  left join app.case_file c on c.tenant_id = $1 and c.id = $2
  cross join lateral (select greatest(app.at(late."openedAt"), (select max(d.at) from app.delivery d
    where d.tenant_id = $1 and d.case_id = $2 and d.step = late.step and d.because = any($4)
      and d.audience ->> 'person' = late.owner::text)) as since) theirs`;

interface Owner {
  readonly step: string;
  readonly away: boolean;
  readonly looked: boolean;
  /** Whether all that did not reach them did, and was not opened. */
  readonly onlyUnopened: boolean | null;
}

/** What became late, each with why; what comes to be known later changes it no more. */
export async function withCauses(
  tx: Tx,
  caseId: string,
  chain: Chain,
  state: CaseState,
  breaches: readonly BreachRow[],
  /** Who is doing something in it at this moment, which is not written yet. */
  by: string | null = null,
): Promise<readonly BreachRow[]> {
  if (breaches.length === 0) return breaches;
  const late = breaches.map(({ step, owner, at }) => ({
    step,
    owner,
    openedAt: state.duties[step]?.openedAt ?? at,
  }));
  const values = [tx.tenantId, caseId, JSON.stringify(late), BECAME_THEIRS];
  const owners = await tx.query<Owner>(OWNERS, values, 'why-late');
  return breaches.map((breach) => {
    const owner = owners.find(({ step }) => step === breach.step);
    const cause = causeOf({
      byOutage: breach.outage_what !== undefined,
      hasOwner: breach.owner !== null,
      ownerAway: owner?.away === true,
      ownerLooked: owner?.looked === true || (by !== null && breach.owner === by),
      ownerUnreached: isUnreached(state, breach) && owner?.onlyUnopened !== true,
      othersSilent: waitsOnOthers(chain, state, breach.step),
    });
    return { ...breach, cause };
  });
}

/** Whether another agency is to say that it is so, or bars it by what is theirs, and late too. */
function waitsOnOthers({ steps }: Chain, { duties }: CaseState, key: string): boolean {
  const step = steps.find(({ id }) => id === stepOfKey(key));
  if (step === undefined) return false;
  const silent = Object.values(duties).filter((duty) => isOwed(duty) && duty.theirLateAt !== null);
  const bars = steps
    .filter(({ id }) => silent.some((duty) => duty.step === id))
    .flatMap(({ gates }) => gates);
  return (
    step.confirmedBy !== undefined ||
    bars.some((gate) =>
      'act' in gate ? step.does.includes(gate.act) : ('step' in gate ? gate.step : gate.outcome) === step.id,
    )
  );
}

const isUnreached = ({ unreached }: CaseState, { step, owner }: BreachRow): boolean =>
  (unreached ?? []).some((it) => it.person === owner && (it.step === step || it.step === null));
