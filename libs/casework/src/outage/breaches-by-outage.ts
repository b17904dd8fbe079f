import type { Tx } from '@trustward/database';
import type { LockedCase } from '../load.ts';
import type { BreachRow, DeliveryRow } from '../rows.ts';
import { lateByOutage } from './late-by-outage.ts';
import type { Withheld } from './late-by-outage.ts';
import { outagesSince } from './outages.ts';

// Who did what brought a duty up had it on their screen, told or not.
const WITHHELD = `select d.step, d.because, d.audience ->> 'person' as person, app.ms(d.at) as at from app.delivery d
  where d.tenant_id = $1 and d.case_id = $2 and d.state = 'pending' and d.audience ? 'person'
    and not exists (select from app.case_event e where e.tenant_id = d.tenant_id and e.case_id = d.case_id
      and e.at = d.at and e.by_person = (d.audience ->> 'person')::uuid)`;

/** What became late, each with the outage that made it so. No outage makes a drill late, whose clock people move. */
export async function breachesByOutage(
  tx: Tx,
  { id, drill }: LockedCase,
  breaches: readonly BreachRow[],
  tells: readonly DeliveryRow[],
): Promise<readonly BreachRow[]> {
  if (drill || breaches.length === 0) return breaches;
  const outages = await outagesSince(tx, Math.min(...breaches.map(({ at }) => at)));
  if (outages.length === 0) return breaches;
  const before = await tx.query<Withheld>(WITHHELD, [tx.tenantId, id], 'withheld');
  const withheld = [...before, ...tells.flatMap(toSomebody)];
  return breaches.map((breach) => {
    const outage = lateByOutage(breach, outages, withheld);
    return outage === null ? breach : { ...breach, outage_what: outage.what, outage_since: outage.since };
  });
}

const toSomebody = ({ step, because, audience, at }: DeliveryRow): Withheld[] =>
  'person' in audience ? [{ step, because, person: audience.person, at }] : [];
