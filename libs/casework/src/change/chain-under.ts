import { retimed } from '@trustward/chain/layers';
import type { Instant } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { contentHash } from '../content-hash.ts';
import { LAYERS_HERE } from '../layers.ts';
import { pinnedCalendar, pinnedWithOrigins } from '../pinned.ts';
import type { PinnedChain } from '../pinned.ts';
import { resolveOnce } from '../resolution.ts';
import { dayOf } from '../scene.ts';
import { editedSettings, ownAuthority, ownLayer, withLayers } from './own-authority.ts';
import type { OwnAuthority } from './own-authority.ts';

const CASE = `select c.chain_id as "chainId", c.chain_hash as "chainHash", c.calendar_hash as "calendarHash",
    app.ms(c.opened_at) as "openedAt", a.slug, a.name, ${LAYERS_HERE} as hashes
  from app.case_file c join app.school s on s.tenant_id = c.tenant_id and s.id = c.school_id
  join platform.authority a on a.id = c.authority_id where c.tenant_id = $1 and c.id = $2`;

interface Row {
  readonly chainId: string;
  readonly chainHash: string;
  readonly calendarHash: string;
  readonly openedAt: Instant;
  readonly slug: string;
  readonly name: string;
  readonly hashes: readonly string[];
}

/**
 * The chain of a case with what a trust has edited of its local authority, and nothing else that was published since;
 * null where that is the chain that it has. `number`: of what was held before the edit.
 */
export async function chainUnder(
  tx: Tx,
  caseId: string,
  edit: OwnAuthority & { readonly authorityId: string },
  number: number,
): Promise<{ readonly hash: string; readonly content: PinnedChain } | null> {
  const [row] = await tx.query<Row>(CASE, [tx.tenantId, caseId], 'case-under-authority');
  if (row === undefined) return null;
  const { chainId, chainHash, calendarHash, openedAt } = row;
  const above = await withLayers(tx, row);
  const own = ownLayer(above, edit, number + 1);
  const today = resolveOnce({
    hashes: [...above.hashes, contentHash(own)],
    layers: [...above.layers, own],
    chainId,
    openedOn: dayOf(await pinnedCalendar(tx, calendarHash), openedAt),
  });
  // What does not go together was refused before; where something else has changed since, the case keeps what it has.
  if (!today.ok) return null;
  const before = await ownAuthority(tx, edit.authorityId, number);
  const content = retimed(await pinnedWithOrigins(tx, chainHash), today.content, {
    settings: editedSettings(before, edit),
    officeCloses: before.hours !== edit.hours,
  });
  const hash = contentHash(content);
  return hash === chainHash ? null : { hash, content };
}
