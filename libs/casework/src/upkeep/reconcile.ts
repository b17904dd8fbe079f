import type { CaseInput, DeliveryInput } from '@trustward/contracts';
import { UnknownTenant } from '@trustward/database';
import type { Door } from '@trustward/database';
import { mailTeams } from '../trust-news.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { StillAlone } from './one-at-a-time.ts';
import { openCases } from './open-cases.ts';
import type { OpenCase } from './open-cases.ts';
import { PAGE, pagesOf, pokeAll } from './poke-all.ts';
import { pokeChanges } from './poke-changes.ts';
import type { Progress, UpkeepDoors } from './rebuild.ts';

/** A workflow that runs, and when it means to wake its case; null when it waits for a poke alone. */
export interface Armed extends CaseInput {
  readonly wakeAt: number | null;
}

/** What is asked of Temporal, whose lists may lag behind what is so. */
export interface Timekeeper {
  running(): AsyncIterable<Armed>;
  /** One as it is now. */
  look(of: CaseInput): Promise<Armed | null>;
  end(of: CaseInput): Promise<void>;
  /** The deliveries that are being made, and whether one is as of now. */
  delivering(): AsyncIterable<DeliveryInput>;
  delivers(of: DeliveryInput): Promise<boolean>;
  /** Every delivery that was made and that Temporal still remembers. */
  delivered(): AsyncIterable<DeliveryInput>;
}

export interface Reconciled {
  readonly open: number;
  readonly running: number;
  /** Open cases that no workflow drove; cases whose workflow meant to wake them too late: both were poked. */
  readonly missing: readonly CaseInput[];
  readonly behind: readonly CaseInput[];
  /** Workflows of cases that have ended, which were poked, or that PostgreSQL does not know, which were ended: both. */
  readonly surplus: readonly CaseInput[];
  /** Cases of which something is still to be told or sent, and nobody is at it: they were poked. */
  readonly untold: readonly CaseInput[];
  /** Those of the surplus that were to be ended, and those of them that could not be. */
  readonly toEnd: readonly CaseInput[];
  readonly notEnded: readonly CaseInput[];
  /** Deliveries made of which PostgreSQL, restored to before them, knows nothing: they may come again. */
  readonly mayRepeat: number;
}

/** What changes while it is compared is no difference: it is looked at again after this. */
const SETTLE_MS = 3_000;

/** Compares what Temporal drives with what PostgreSQL says, and repairs what differs: PostgreSQL wins. */
export function reconcile(
  doors: UpkeepDoors,
  timekeeper: Timekeeper,
  tell: (progress: Progress) => void,
): Promise<Reconciled> {
  return oneAtATime(doors.platform, async (stillAlone) => {
    const armed = new Map<string, Armed>();
    for await (const it of timekeeper.running()) armed.set(it.caseId, it);
    await stillAlone();
    const open = await openCases(doors.platform);
    const doubtful = new Map(open.filter((it) => fault(it, armed.get(it.caseId)) !== null).map(byId));
    const known = new Set(open.map(({ caseId }) => caseId));
    const strange = [...armed.values()].filter(({ caseId }) => !known.has(caseId));
    const left = await leftLying(doors.door, timekeeper, open);
    if (doubtful.size + strange.length + left.length > 0) {
      await new Promise((resume) => setTimeout(resume, SETTLE_MS));
    }
    const found = await lookAgain(doors, timekeeper, doubtful, strange, tell);
    const untold = await stillLying(doors.door, timekeeper, left);
    // Counted before what is put right has been told again.
    const mayRepeat = await unknownDeliveries(doors.door, timekeeper);
    const notEnded = await repair(doors.door, timekeeper, found, untold, stillAlone);
    await stillAlone();
    await pokeChanges(doors, ACTOR);
    await mailTeams(doors, ACTOR);
    const { missing, behind, ended, unknown } = found;
    const surplus = [...ended, ...unknown];
    const differences = { missing, behind, surplus, untold, toEnd: unknown, notEnded };
    return { open: open.length, running: armed.size, ...differences, mayRepeat };
  });
}

/** A delivery that is not over yet, and its case. */
interface Undelivered extends DeliveryInput, CaseInput {}

// A link that is mailed to an agency goes the same way, under its own id.
const UNDELIVERED = `select id as "deliveryId", case_id as "caseId" from app.delivery
  where tenant_id = $1 and case_id = any($2::uuid[]) and state in ('pending', 'sending')
  union all select id, case_id from app.agency_link
  where tenant_id = $1 and case_id = any($2::uuid[]) and mail = 'waiting'`;

/** Those of open cases that no workflow makes, as far as Temporal's lists know. */
async function leftLying(
  door: Door,
  timekeeper: Timekeeper,
  open: readonly OpenCase[],
): Promise<readonly Undelivered[]> {
  const underWay = new Set<string>();
  for await (const { deliveryId } of timekeeper.delivering()) underWay.add(deliveryId);
  const undelivered = await undeliveredOf(door, open);
  return undelivered.filter(({ deliveryId }) => !underWay.has(deliveryId));
}

async function undeliveredOf(door: Door, cases: readonly CaseInput[]): Promise<readonly Undelivered[]> {
  const found: Undelivered[] = [];
  for (const page of pagesOf(cases)) {
    const [{ tenantId } = { tenantId: '' }] = page;
    const ids = page.map(({ caseId }) => caseId);
    const rows = await rowsOf<Omit<Undelivered, 'tenantId'>>(door, tenantId, UNDELIVERED, ids);
    found.push(...rows.map((row) => ({ tenantId, ...row })));
  }
  return found;
}

/** The cases of those that are still to be made, and that Temporal, asked for each, does not make. */
async function stillLying(
  door: Door,
  timekeeper: Timekeeper,
  left: readonly Undelivered[],
): Promise<readonly CaseInput[]> {
  const before = new Set(left.map(({ deliveryId }) => deliveryId));
  const cases = new Map<string, CaseInput>();
  for (const it of await undeliveredOf(door, left)) {
    if (!before.has(it.deliveryId) || cases.has(it.caseId) || (await timekeeper.delivers(it))) continue;
    cases.set(it.caseId, idsOf(it));
  }
  return [...cases.values()];
}

const byId = (it: OpenCase) => [it.caseId, it] as const;

/** What is wrong between a case and its workflow. One that wakes its case too early merely asks once more. */
function fault({ wakeAt }: OpenCase, armed: Armed | null | undefined): 'missing' | 'behind' | null {
  if (armed === null || armed === undefined) return 'missing';
  if (wakeAt === null) return null;
  return armed.wakeAt === null || armed.wakeAt > wakeAt ? 'behind' : null;
}

interface Found {
  readonly missing: readonly CaseInput[];
  readonly behind: readonly CaseInput[];
  readonly ended: readonly CaseInput[];
  readonly unknown: readonly CaseInput[];
}

async function lookAgain(
  { door, platform }: UpkeepDoors,
  timekeeper: Timekeeper,
  doubtful: ReadonlyMap<string, OpenCase>,
  strange: readonly Armed[],
  tell: (progress: Progress) => void,
): Promise<Found> {
  const found = {
    missing: [] as CaseInput[],
    behind: [] as CaseInput[],
    ended: [] as CaseInput[],
    unknown: [] as CaseInput[],
  };
  const total = doubtful.size + strange.length;
  let done = 0;
  const open = total === 0 ? [] : await openCases(platform);
  const stillOpen = new Set(open.map(({ caseId }) => caseId));
  for (const it of open.filter(({ caseId }) => doubtful.has(caseId))) {
    const wrong = fault(it, await timekeeper.look(it));
    if (wrong !== null) found[wrong].push(idsOf(it));
    tell({ done: (done += 1), total });
  }
  for (const it of strange) {
    if (!stillOpen.has(it.caseId) && (await timekeeper.look(it)) !== null) {
      found[(await isKnown(door, it)) ? 'ended' : 'unknown'].push(idsOf(it));
    }
    tell({ done: (done += 1), total });
  }
  return found;
}

const idsOf = ({ tenantId, caseId }: CaseInput): CaseInput => ({ tenantId, caseId });

async function isKnown(door: Door, { tenantId, caseId }: CaseInput): Promise<boolean> {
  const sql = 'select from app.case_file where tenant_id = $1 and id = $2';
  return (await rowsOf(door, tenantId, sql, caseId)).length > 0;
}

/** A trust that PostgreSQL does not know has no rows. */
async function rowsOf<R>(door: Door, tenantId: string, sql: string, value: unknown): Promise<readonly R[]> {
  try {
    return await door.run({ tenantId, actor: ACTOR }, (tx) => tx.query<R>(sql, [tenantId, value]));
  } catch (error) {
    if (error instanceof UnknownTenant) return [];
    throw error;
  }
}

const ACTOR = 'reconcile';

/** One that cannot be ended keeps none of the others from it. */
async function repair(
  door: Door,
  timekeeper: Timekeeper,
  found: Found,
  untold: readonly CaseInput[],
  stillAlone: StillAlone,
): Promise<CaseInput[]> {
  const all = [...found.missing, ...found.behind, ...found.ended, ...untold];
  const once = [...new Map(all.map((it) => [it.caseId, it])).values()];
  const inOrder = once.sort((a, b) => (a.tenantId < b.tenantId ? -1 : a.tenantId > b.tenantId ? 1 : 0));
  await pokeAll(door, ACTOR, inOrder, stillAlone);
  const notEnded: CaseInput[] = [];
  for (const it of found.unknown) {
    await stillAlone();
    try {
      await timekeeper.end(it);
    } catch {
      // Temporal did not take it; it is named, and ended by the next comparison.
      notEnded.push(it);
    }
  }
  return notEnded;
}

// One that PostgreSQL would make again is one of which it knows nothing; so is one of which something still waits, unless
// it is being made again. Letters to agencies and to the central team go out by workflows of the same kind.
const KNOWN = `select id, state = 'sending' as waits from app.delivery
    where tenant_id = $1 and id = any($2::uuid[]) and state <> 'pending'
  union all select id, coalesce(mail = 'waiting', false) from app.agency_link where tenant_id = $1 and id = any($2::uuid[])
  union all select id, mail = 'waiting' from app.trust_notice where tenant_id = $1 and id = any($2::uuid[])
  union all select id, mail = 'waiting' from app.invitation where tenant_id = $1 and id = any($2::uuid[])`;

async function unknownDeliveries(door: Door, timekeeper: Timekeeper): Promise<number> {
  const pages = new Map<string, string[]>();
  // A delivery that was started again after it had ended is listed once for each time.
  const unknown = new Set<string>();
  const ask = async (tenantId: string, ids: readonly string[]) => {
    const rows = await rowsOf<{ id: string; waits: boolean }>(door, tenantId, KNOWN, ids);
    const known = new Map(rows.map(({ id, waits }) => [id, waits]));
    for (const deliveryId of new Set(ids)) {
      const waits = known.get(deliveryId) ?? true;
      const isMade = waits && known.has(deliveryId) && (await timekeeper.delivers({ tenantId, deliveryId }));
      if (waits && !isMade) unknown.add(deliveryId);
    }
  };
  for await (const { tenantId, deliveryId } of timekeeper.delivered()) {
    const page = pages.get(tenantId) ?? [];
    page.push(deliveryId);
    pages.set(tenantId, page);
    if (page.length < PAGE) continue;
    await ask(tenantId, page);
    pages.delete(tenantId);
  }
  for (const [tenantId, ids] of pages) await ask(tenantId, ids);
  return unknown.size;
}
