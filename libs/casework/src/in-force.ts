import type { CalendarSnapshot, Chain } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { LAYERS_HERE } from './layers.ts';
import { CALENDAR_HERE, pinnedCalendar } from './pinned.ts';
import { CannotOpenHere, dayOf, resolvedFrom } from './scene.ts';

// The trust as a whole: no authority and no school has its say.
const HERE = `select ${LAYERS_HERE} as layers,
    ${CALENDAR_HERE} as "calendarHash"
  from (values (null::text)) as a(slug) cross join (values (null::uuid)) as s(id) where $1::uuid is not null`;

interface Here {
  readonly layers: readonly string[];
  readonly calendarHash: string | null;
}

/** What a case would be opened under today, before anybody says where. */
export interface InForce {
  readonly chain: Chain;
  readonly calendar: CalendarSnapshot;
}

/** The chain and the calendar of today. CannotOpenHere where there is none. */
export async function inForce(tx: Tx, chainId: string): Promise<InForce> {
  const [here] = await tx.query<Here>(HERE, [tx.tenantId], 'chain-in-force');
  const calendarHash = here?.calendarHash ?? null;
  if (here === undefined || calendarHash === null) {
    throw new CannotOpenHere('No calendar has been published.');
  }
  const calendar = await pinnedCalendar(tx, calendarHash);
  const { content } = await resolvedFrom(tx, here.layers, chainId, dayOf(calendar, tx.startedAt));
  return { chain: content.chain, calendar };
}
