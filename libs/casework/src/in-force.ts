import type { Chain } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { LAYERS_HERE } from './layers.ts';
import { pinnedCalendar } from './pinned.ts';
import { CannotOpenHere, dayOf, resolvedFrom } from './scene.ts';

// The trust as a whole: no authority and no school has its say.
const HERE = `select ${LAYERS_HERE} as layers,
    (select hash from platform.calendar order by published_at desc, hash limit 1) as "calendarHash"
  from (values (null::text)) as a(slug) cross join (values (null::uuid)) as s(id) where $1::uuid is not null`;

interface Here {
  readonly layers: readonly string[];
  readonly calendarHash: string | null;
}

/** The chain as a case would follow it that opened today, before anybody says where. CannotOpenHere where there is none. */
export async function chainInForce(tx: Tx, chainId: string): Promise<Chain> {
  const [here] = await tx.query<Here>(HERE, [tx.tenantId], 'chain-in-force');
  const calendarHash = here?.calendarHash ?? null;
  if (here === undefined || calendarHash === null) {
    throw new CannotOpenHere('No calendar has been published.');
  }
  const today = dayOf(await pinnedCalendar(tx, calendarHash), tx.startedAt);
  return (await resolvedFrom(tx, here.layers, chainId, today)).content.chain;
}
