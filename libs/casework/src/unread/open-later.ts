import { advance, supposingDanger } from '@trustward/chain';
import type { CaseEvent, Instant } from '@trustward/chain';
import type { CaseInput } from '@trustward/contracts';
import type { Door, Tx } from '@trustward/database';
import { withCauses } from '../cause/with-causes.ts';
import { childrenOf } from '../children.ts';
import { writeFamily } from '../open.ts';
import type { Opening } from '../open.ts';
import { PinnedContentChanged } from '../pinned.ts';
import { openHeader } from '../read.ts';
import type { SealedHeader } from '../read.ts';
import { rowsOf } from '../rows.ts';
import { CannotOpenHere, sceneOf } from '../scene.ts';
import { whyUnreadable } from '../set-aside.ts';
import { goingOn } from '../unreadable.ts';
import { WORKER_ACTOR } from '../worker-actor.ts';
import { pin, writeChange } from '../write.ts';

interface Unplayed extends SealedHeader, Pick<Opening, 'schoolId' | 'chainId' | 'by' | 'eventId'> {
  readonly authorityId: string;
  readonly openedAt: Instant;
  readonly now: Instant;
  readonly event: Extract<CaseEvent, { type: 'opened' }>;
}

const UNPLAYED = `select c.id, c.school_id as "schoolId", c.authority_id as "authorityId", c.chain_id as "chainId",
    c.reporter_id as by, c.opening_event as "eventId", app.ms(c.opened_at) as "openedAt", app.ms(clock_timestamp()) as now,
    c.wrapped_key as "wrappedKey", c.sealed, e.body -> 'event' as event
  from app.case_file c
  join app.case_event e on e.tenant_id = c.tenant_id and e.case_id = c.id and e.event_id = c.opening_event
  where c.tenant_id = $1 and c.id = $2 and c.state = 'null' for update of c`;

/**
 * Opens a case that was taken unread, under what was in force on its day, as if it had been readable then: what fell due
 * meanwhile is played by the wake that follows, each at its own instant. Whether there was such a case, and it opened.
 */
export async function openLater(door: Door, { tenantId, caseId }: CaseInput): Promise<boolean> {
  try {
    return await door.run({ tenantId, actor: WORKER_ACTOR }, (tx) => open(tx, caseId));
  } catch (error) {
    // Whether it opens by now is known by trying it.
    if (error instanceof PinnedContentChanged || error instanceof CannotOpenHere) return false;
    if (whyUnreadable(error) !== null) return false;
    throw error;
  }
}

async function open(tx: Tx, caseId: string): Promise<boolean> {
  const [row] = await tx.query<Unplayed>(UNPLAYED, [tx.tenantId, caseId], 'unplayed-case');
  if (row === undefined) return false;
  const { schoolId, authorityId, chainId, by, eventId, openedAt, now } = row;
  const header = openHeader(tx, row);
  const opening = { ...row.event, schoolId, authorityId, chainId, by, eventId, header, words: {} };
  const scene = await sceneOf({ now: () => openedAt }, tx, opening);
  const { chain } = scene.world;
  const played = goingOn(() => {
    // The form may have asked nothing, as nobody could say what it asks.
    const event = { ...row.event, facts: supposingDanger(chain, row.event.facts) };
    return { ...advance(scene.world, null, event, openedAt), event, at: openedAt };
  });
  if (!played.ok) return false;
  const { state, effects } = played;
  const children = await childrenOf(tx, {
    ...{ caseId, schoolId, authorityId, state, effects, now, offset: 0, header, by },
  });
  if (!children.ok) return false;
  const rows = rowsOf(tx, caseId, { chain, state: null, version: 1, now }, [played], null);
  const breaches = await withCauses(tx, caseId, chain, state, rows.breaches, by);
  await pin(tx, caseId, { chain: { hash: scene.pins.chainHash, content: scene.procedure } });
  await pin(tx, caseId, { calendarHash: scene.pins.calendarHash });
  const after = {
    id: caseId,
    state,
    version: 2,
    // At once, by which the wake that follows knows what fell due while nobody could do anything in it.
    wakeAt: now,
    endedAt: state.endedAt,
    offset: 0,
  };
  // That it was reported stands as it was recorded: there is one such event.
  await writeChange(tx, after, { ...rows, events: [], breaches }, 'not');
  for (const child of children.families) await writeFamily(tx, child, null);
  return true;
}
