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
 * act that opened it is not yet one about it. Who looked is known in real time, in which the days of a drill go by in
 * minutes: there it is since whatever happened in the case by then was entered, and they were to be told.
 */
const OWNERS = `select late.step, n.suspended_at is not null or ${IS_AWAY} as away,
    app.has_looked($2, n.id, case when c.drill then coalesce(greatest((select max(e.entered_at) from app.case_event e
        where e.tenant_id = n.tenant_id and e.case_id = $2 and e.at <= app.at(late."openedAt")), theirs.told), '-infinity')
      else theirs.since end)
      or exists (select from app.case_event e where e.tenant_id = n.tenant_id and e.case_id = $2 and e.by_person = n.id
        and e.at > theirs.since) as looked,
    exists (select from app.agency_link l where l.tenant_id = n.tenant_id and l.case_id = $2 and l.step = late.step
      and l.withdrawn_at is null and l.expires_at > clock_timestamp()
      and (l.mail is null or l.mail in ('accepted', 'delivered'))) as asked,
    (select bool_and(e.body -> 'event' ->> 'why' = 'unopened') from app.case_event e where e.tenant_id = n.tenant_id
      and e.case_id = $2 and e.type = 'unreached' and e.body -> 'event' ->> 'person' = n.id::text) as "onlyUnopened"
  from jsonb_to_recordset($3::jsonb) as late(step text, owner uuid, "openedAt" double precision)
  join app.person n on n.tenant_id = $1 and n.id = late.owner
  left join app.case_file c on c.tenant_id = $1 and c.id = $2
  cross join lateral (select greatest(app.at(late."openedAt"), max(d.at)) as since, max(d.created_at) as told
    from app.delivery d where d.tenant_id = $1 and d.case_id = $2 and d.step = late.step and d.because = any($4)
      and d.audience ->> 'person' = late.owner::text) theirs`;

interface Owner {
  readonly step: string;
  readonly away: boolean;
  readonly looked: boolean;
  /** Whether the agency that may confirm it was given a link by which to, that left us and can be used still. */
  readonly asked: boolean;
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
      unreadable: breach.unreadable === true,
      hasOwner: breach.owner !== null,
      ownerAway: owner?.away === true,
      ownerLooked: owner?.looked === true || (by !== null && breach.owner === by),
      ownerUnreached: isUnreached(state, breach) && owner?.onlyUnopened !== true,
      othersSilent: waitsOnOthers(chain, state, breach.step, owner?.asked === true),
    });
    return { ...breach, cause };
  });
}

/**
 * Whether another agency was asked to say that it is so, or bars it by what is theirs, and late too. Whom nobody asked is
 * not silent: until then somebody here has to ring them.
 */
function waitsOnOthers({ steps }: Chain, { duties }: CaseState, key: string, isAsked: boolean): boolean {
  const step = steps.find(({ id }) => id === stepOfKey(key));
  if (step === undefined) return false;
  const silent = Object.values(duties).filter((duty) => isOwed(duty) && duty.theirLateAt !== null);
  const bars = steps
    .filter(({ id }) => silent.some((duty) => duty.step === id))
    .flatMap(({ gates }) => gates);
  return (
    (step.confirmedBy !== undefined && isAsked) ||
    bars.some((gate) =>
      'act' in gate ? step.does.includes(gate.act) : ('step' in gate ? gate.step : gate.outcome) === step.id,
    )
  );
}

const isUnreached = ({ unreached }: CaseState, { step, owner }: BreachRow): boolean =>
  (unreached ?? []).some((it) => it.person === owner && (it.step === step || it.step === null));
