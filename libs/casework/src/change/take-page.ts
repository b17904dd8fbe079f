import type { ChangeInput, ChangeResult } from '@trustward/contracts';
import { uuidv8 } from '@trustward/database';
import type { As, Door, Tx } from '@trustward/database';
import { drive } from '../drive.ts';
import type { ChangeCause } from '../drive.ts';
import { lockCase } from '../load.ts';
import { whyUnreadable } from '../set-aside.ts';
import { WORKER_ACTOR } from '../worker-actor.ts';
import { caseAsItIs } from '../world-of-case.ts';
import { beginIfDue } from './begin.ts';
import { chainUnder } from './chain-under.ts';
import { calendarOfSchool, withClosedDay } from './closed-day.ts';
import { consequencesFor } from './consequences.ts';
import type { Consequences } from './consequences.ts';
import { causeOf } from './edit.ts';
import type { CaseEdit, Edit, Was } from './edit.ts';
import { wakeAtItsEnd } from './end-of-absence.ts';
import { proveFirst } from './prove-first.ts';
import { setUnreadableAside } from './readable.ts';
import { heldAround } from './held-posts.ts';
import { inScope } from './scope.ts';

/** So many cases between two words to Temporal. */
const PAGE = 20;

export interface Change {
  readonly id: string;
  readonly state: 'counting' | 'counted' | 'waiting' | 'applying' | 'applied' | 'aside';
  readonly version: number;
  readonly listed: boolean;
  readonly edit: Edit;
  readonly was: Was;
}

export const CHANGE = `select id, state, version, listed, was, value || jsonb_build_object('kind', kind, 'schoolId', school_id,
    'personId', person_id, 'authorityId', authority_id) as edit
  from app.change where tenant_id = $1 and id = $2`;
// What is nearest comes first, by when each case is woken now; once counted, by when it will be.
const LIST = `insert into app.change_case (tenant_id, change_id, case_id, wake_at)
  select $1, ch.id, c.id, c.next_wake from app.change ch join app.case_file c on c.tenant_id = ch.tenant_id
  where ch.tenant_id = $1 and ch.id = $2 and ${inScope('ch', 'c')} on conflict do nothing returning case_id`;
const LISTED = 'update app.change set listed = true where tenant_id = $1 and id = $2';
const next = (isLeft: string): string => `select x.case_id as "caseId" from app.change_case x
  where x.tenant_id = $1 and x.change_id = $2 and ${isLeft} order by x.wake_at nulls last, x.case_id limit $4`;
const NEXT = {
  counting: next('x.counted <> $3'),
  applying: next('x.applied_at is null and $3::integer is not null'),
};
const END = `update app.change set state = $4 where tenant_id = $1 and id = $2 and version = $3 and state = $5`;
const KEEP = `update app.change_case set counted = $4, case_version = $5, earlier = $6, later = $7, late = $8, handed = $9,
    unowned = $10, was_at = app.at($11), is_at = app.at($12), wake_at = app.at($13), unreadable = false,
    holds_until = clock_timestamp() + $15::double precision * interval '1 millisecond',
    applied_at = case when $14::boolean then clock_timestamp() end
  where tenant_id = $1 and change_id = $2 and case_id = $3`;
const UNREADABLE = `update app.change_case set counted = $4, unreadable = true,
    applied_at = case when $5::boolean then clock_timestamp() end
  where tenant_id = $1 and change_id = $2 and case_id = $3`;
const UNTOLD = `select d.id from app.change_case x join app.delivery d on d.tenant_id = x.tenant_id
    and d.case_id = x.case_id
  where x.tenant_id = $1 and x.change_id = $2 and x.applied_at is not null and d.state = 'pending'
    and ($3::uuid[] is null or x.case_id = any($3))
  order by d.at, d.id limit 500`;

/**
 * Counts, or applies, a change in the next few cases, nearest first: each in a transaction of its own. Whoever is killed
 * on the way is followed by somebody who goes on from there. It is over when there is nothing left to do.
 */
export async function takePage(door: Door, { tenantId, changeId }: ChangeInput): Promise<ChangeResult> {
  const as = { tenantId, actor: WORKER_ACTOR };
  await setUnreadableAside(door, as, changeId);
  await proveFirst(door, as, changeId);
  const { change, page } = await door.run(as, (tx) => nextPage(tx, changeId));
  for (const caseId of page) await take(door, as, change, caseId);
  const isOver = page.length === 0;
  return door.run(as, async (tx) => {
    if (isOver) {
      await end(tx, change);
      await wakeAtItsEnd(tx, changeId);
    }
    // At the end of all pages, for the answer to one may have been lost; what is under way is not started again.
    const untold = await tx.query<{ id: string }>(UNTOLD, [tenantId, changeId, isOver ? null : page]);
    return { isOver, deliveries: untold.map(({ id }) => id) };
  });
}

interface NextPage {
  readonly change: Change;
  readonly page: readonly string[];
}

async function nextPage(tx: Tx, changeId: string): Promise<NextPage> {
  await beginIfDue(tx, changeId);
  const [change] = await tx.query<Change>(CHANGE, [tx.tenantId, changeId]);
  if (change === undefined) throw new ChangeNotFound('There is no such change.');
  const { state, version, listed } = change;
  if (state !== 'counting' && state !== 'applying') return { change, page: [] };
  if (!listed) {
    await tx.query(LIST, [tx.tenantId, changeId]);
    await tx.query(LISTED, [tx.tenantId, changeId]);
  }
  const rows = () => tx.query<{ caseId: string }>(NEXT[state], [tx.tenantId, changeId, version, PAGE]);
  let page = await rows();
  // Whoever was opening a case as this was listed may have gone by what was, and have committed it since.
  const isLast = page.length === 0 && state === 'applying';
  if (isLast && (await tx.query(LIST, [tx.tenantId, changeId])).length > 0) page = await rows();
  return { change, page: page.map(({ caseId }) => caseId) };
}

/** A change that was drafted anew meanwhile has more to do, and was poked. */
async function end(tx: Tx, { id, state, version }: Change): Promise<void> {
  if (state !== 'counting' && state !== 'applying') return;
  const after = state === 'counting' ? 'counted' : 'applied';
  await tx.query(END, [tx.tenantId, id, version, after, state]);
}

async function take(door: Door, as: As, change: Change, caseId: string): Promise<void> {
  try {
    await door.run(as, (tx) => countOrApply(tx, change, caseId));
  } catch (error) {
    // A case that cannot be read is an alarm of its own; the others do not wait for it, and it takes this once it is sound.
    if (whyUnreadable(error) === null) throw error;
    const values = [as.tenantId, change.id, caseId, change.version, change.state === 'applying'];
    await door.run(as, (tx) => tx.query(UNREADABLE, values));
  }
}

/** What it does to the case is worked out again where it is applied, under the case's lock. */
export async function countOrApply(tx: Tx, change: Change, caseId: string): Promise<void> {
  const { id, state, version } = change;
  const applies = state === 'applying';
  if (applies) await lockCase(tx, caseId);
  const { cause, found, at } = await wouldCome(tx, change, caseId);
  const after = applies ? (await drive(tx, caseId, cause)).version : at;
  const { earlier, later, late, handed, unowned, nearest, wakeAt, holdsFor } = found;
  const counts = [earlier, later, late, handed, unowned, nearest?.was ?? null, nearest?.is ?? null, wakeAt];
  await tx.query(KEEP, [tx.tenantId, id, caseId, version, after, ...counts, applies, holdsFor]);
}

interface WouldCome {
  readonly cause: ChangeCause;
  readonly found: Consequences;
  /** The version of the case of which it is said. */
  readonly at: number;
}

/** What would come of a change in a case as it is now; nothing is written. */
export async function wouldCome(tx: Tx, { id, edit, was }: Change, caseId: string): Promise<WouldCome> {
  const { world, state, version, schoolId } = await caseAsItIs(tx, caseId);
  const cause = causeOf(
    await editFor(tx, { id: caseId, schoolId, changeId: id }, edit, was),
    was,
    uuidv8(`change ${id} ${caseId}`),
    tx.startedAt,
  );
  return { cause, found: consequencesFor(cause, world, state, tx.startedAt), at: version };
}

/** As the case takes it: a day that is closed, or open again, makes another calendar of each school's own. */
async function editFor(
  tx: Tx,
  kase: { readonly id: string; readonly schoolId: string; readonly changeId: string },
  edit: Edit,
  was: Was,
): Promise<CaseEdit> {
  if (edit.kind === 'authority') {
    return { kind: 'limits', chain: await chainUnder(tx, kase.id, edit, 'number' in was ? was.number : 0) };
  }
  if (edit.kind === 'number' || edit.kind === 'mail') {
    throw new Error('How an agency is reached is in no case.');
  }
  if (edit.kind === 'posts' || edit.kind === 'joiner' || edit.kind === 'offDuty') {
    const place = { changeId: kase.changeId, caseId: kase.id, schoolId: kase.schoolId };
    return { kind: 'people', ...(await heldAround(tx, place, edit.personId, edit)) };
  }
  if (edit.kind !== 'closedDay') return edit;
  return { kind: 'calendar', calendar: withClosedDay(await calendarOfSchool(tx, kase.schoolId), edit) };
}

/** Nobody drafted it, or it was lost with a restore. */
class ChangeNotFound extends Error {
  override readonly name = 'ChangeNotFound';
}
