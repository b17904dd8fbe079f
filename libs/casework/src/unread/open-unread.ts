import type { Role } from '@trustward/chain';
import { uuidv7 } from '@trustward/database';
import type { Tx } from '@trustward/database';
import { contentHash } from '../content-hash.ts';
import type { OpenResult, Opening } from '../open.ts';
import { openingRow, recordedOf, writeOnce } from '../opening-row.ts';
import { newReference } from '../reference.ts';
import { rowsOfEvent } from '../rows.ts';
import type { DeliveryRow } from '../rows.ts';
import type { UnreadScene } from '../scene.ts';
import { writeOpening } from '../write.ts';
import { countUnread } from './count-unread.ts';

/** Who would have it to do at its school; the leaders of the trust are told when it is set aside. */
const SCHOOL_LEADS: readonly Role[] = ['dsl', 'deputyDsl'];

/**
 * What such a case pins in place of its chain: nothing that can be read, so it goes the safe route (ADR 0018) until it can
 * be opened. Only whom it is about is known, by which mail to a shared mailbox is judged: who reports names a child.
 */
const nothingPinned = (id: string, { header }: Opening) => ({
  chain: { id, about: header === null ? 'information' : 'child' },
  unread: true,
});

/**
 * Takes a report though neither the layers nor the calendar in force can be read: what was reported is kept, under a
 * reference, and its school's leads hear of it. `openLater` works out what follows.
 */
export async function openUnread(tx: Tx, opening: Opening, scene: UnreadScene): Promise<OpenResult> {
  const { by, awareAt, facts, drill, chainId } = opening;
  const { now, pins, unread } = scene;
  const caseId = opening.caseId ?? uuidv7(now);
  const reference = newReference();
  const opened = { caseId, reference, openedAt: now, authorityId: pins.authorityId };
  const told = (await opening.receipt?.({ ...opened, state: null, world: null })) ?? null;
  const key = tx.keys.newCaseKey(caseId);
  const newChain = nothingPinned(chainId, opening);
  const event = { type: 'opened', ...(by !== null && { by }), awareAt, facts, drill } as const;
  const delivery: DeliveryRow = {
    ...{ id: uuidv7(), key: 'opened/unread', step: null, at: now },
    ...{ because: 'caseUnreadable', audience: { roles: SCHOOL_LEADS, except: [] } },
  };
  const rows = {
    ...rowsOfEvent(tx, caseId, { event, at: now }, now, recordedOf(key, opening)),
    deliveries: [delivery],
  };
  const row = {
    ...openingRow(tx, { opening, caseId, reference, key, told }),
    ...{ state: null, version: 1, wakeAt: now, endedAt: null, offset: 0, openedAt: now },
    ...{ ...pins, chainHash: contentHash(newChain), newChain },
  };
  await writeOnce(writeOpening(tx, row, rows, 'urgent'));
  countUnread(tx, unread);
  return {
    ...{ caseId, reference, openedAt: now, receipt: told, unread, outcome: 'applied', refusal: null },
    ...{ state: null, version: 1, deliveries: [delivery.id], wakeAt: now, now, caseNow: now },
    ...{ ended: false, world: null },
  };
}
