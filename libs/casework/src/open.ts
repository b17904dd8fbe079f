import { advance, canonicalJson } from '@trustward/chain';
import type { CaseEvent, CaseState, Instant, Refusal, World } from '@trustward/chain';
import { TryAgain, brokenConstraint, uuidv7 } from '@trustward/database';
import type { Tx } from '@trustward/database';
import { databaseClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { wakeOf } from './drive.ts';
import type { DriveResult, Words } from './drive.ts';
import type { Header } from './read.ts';
import { newReference } from './reference.ts';
import { rowsOf } from './rows.ts';
import { sceneOf } from './scene.ts';
import type { Existing, Scene } from './scene.ts';
import { ONLY_IF_NAMED, leftOut, pinned, worldOf } from './world.ts';
import { writeOpening } from './write.ts';

export interface Opening {
  readonly eventId: string;
  readonly schoolId: string;
  /** Where the child lives, when not in the school's own authority. */
  readonly authorityId?: string;
  readonly chainId: string;
  readonly awareAt: Instant;
  readonly facts: Readonly<Record<string, string>>;
  readonly drill: boolean;
  /** Who reports; the person of the transaction where there is one. */
  readonly by: string;
  readonly header: Header;
  readonly words: Words;
  /** What the reporter is told of the case; kept with it, so that the same report sent again is told the same. */
  readonly receipt?: (opened: JustOpened) => Promise<unknown>;
  /** Chosen by the demo alone, so that loading it twice finds the same cases. */
  readonly caseId?: string;
}

export interface OpenResult extends Omit<DriveResult, 'outcome' | 'state'> {
  readonly outcome: 'applied' | 'repeated' | 'refused';
  /** Null when the opening was refused, for there is no case then, or repeated, for it may be closed to who reported. */
  readonly state: CaseState | null;
  readonly reference: string | null;
  /** Null when refused, or when none was made. */
  readonly receipt: unknown;
}

/** A case as it opens. */
export interface JustOpened {
  readonly caseId: string;
  readonly reference: string;
  readonly openedAt: Instant;
  readonly authorityId: string;
  readonly state: CaseState;
  readonly world: World;
}

/** Opens a case under the chain, calendar and authority of today. The same event again answers the same case. */
export function openCase(tx: Tx, opening: Opening): Promise<OpenResult> {
  return openBy(databaseClock, tx, opening);
}

export async function openBy(clock: Clock, tx: Tx, opening: Opening): Promise<OpenResult> {
  if (tx.personId !== null && opening.by !== tx.personId) {
    throw new Error('A person reports in their own name only.');
  }
  const scene = await sceneOf(tx, opening, ONLY_IF_NAMED);
  const content = await pinned(tx, scene);
  const isEveryoneThere = leftOut(content.chain).length === ONLY_IF_NAMED.length;
  const people = isEveryoneThere ? scene.people : (await sceneOf(tx, opening, leftOut(content.chain))).people;
  const world = worldOf(content, scene.authority, people);
  const now = clock.now(scene.now);
  if (scene.existing !== null) return answerAgain(tx, opening, scene.existing, world, now);
  return openNew(tx, opening, scene, world, now);
}

async function openNew(
  tx: Tx,
  opening: Opening,
  scene: Scene,
  world: World,
  now: Instant,
): Promise<OpenResult> {
  const event: CaseEvent = {
    type: 'opened',
    by: opening.by,
    awareAt: opening.awareAt,
    facts: opening.facts,
    drill: opening.drill,
  };
  const caseId = opening.caseId ?? uuidv7(now);
  const advanced = advance(world, null, event, now);
  if (!advanced.ok) return { ...nothing(world, caseId, now), outcome: 'refused', refusal: advanced.refusal };
  const { state, effects } = advanced;
  const key = tx.keys.newCaseKey(caseId);
  const rows = rowsOf(tx, caseId, { state: null, version: 0, now }, [{ event, at: now, state, effects }], {
    eventId: opening.eventId,
    happenedAt: opening.awareAt,
    sealed: key.seal.seal({ table: 'case_event', column: 'sealed', row: opening.eventId }, opening.words),
  });
  const wakeAt = wakeOf(state, 0);
  const reference = newReference();
  const row = {
    id: caseId,
    state,
    version: 1,
    wakeAt,
    endedAt: state.endedAt,
    offset: 0,
    reference,
    openedAt: now,
  };
  const { schoolId, chainId, drill, by: reporterId, eventId: openingEvent } = opening;
  const sealed = key.seal.seal({ table: 'case_file', column: 'sealed', row: caseId }, opening.header);
  const from = { schoolId, chainId, drill, reporterId, openingEvent, wrappedKey: key.wrapped, sealed };
  const { authorityId } = scene;
  const told = await opening.receipt?.({ caseId, reference, openedAt: now, authorityId, state, world });
  const receipt = told === undefined ? null : tx.keys.people.seal(receiptPlace(caseId), told);
  const again = { reportMac: tx.keys.reportMac(gistOf(opening)), receipt };
  await writeOnce(writeOpening(tx, { ...row, ...pins(scene), ...from, ...again }, rows));
  const deliveries = rows.deliveries.map(({ id }) => id);
  const opened = { caseId, reference, state, version: 1, deliveries, receipt: told ?? null };
  return { ...opened, outcome: 'applied', refusal: null, wakeAt, now, caseNow: now, ended: false, world };
}

const pins = ({ authorityId, authority, chainHash, calendarHash }: Scene) => ({
  authorityId,
  authority,
  chainHash,
  calendarHash,
});

const RACES: ReadonlySet<string> = new Set(['case_file_reference', 'case_file_opening_event']);

/** The same report sent twice at once, or a reference drawn before: run again, it finds the other or draws anew. */
async function writeOnce(writing: Promise<void>): Promise<void> {
  try {
    await writing;
  } catch (error) {
    if (RACES.has(brokenConstraint(error) ?? '')) {
      throw new TryAgain('Another opening was first.', { cause: error });
    }
    throw error;
  }
}

/** Sealed under the trust's key and not the case's, which who is shut out from the case does not get. */
const receiptPlace = (caseId: string) => ({ table: 'case_file', column: 'receipt', row: caseId });

/** All that a reporter says. */
const gistOf = ({ header: { childName, yearGroup }, ...said }: Opening): string => {
  const { eventId, by, schoolId, authorityId = null, chainId, awareAt, facts, drill, words } = said;
  const about = { schoolId, authorityId, chainId, childName, yearGroup };
  return canonicalJson({ eventId, by, ...about, awareAt, facts, drill, words });
};

/** An id names one report. Other words under it must not be told that they were received. */
const TAKEN_FOR_ANOTHER: Refusal = {
  code: 'stale',
  sentence: 'This report was received before, in other words. Report what has changed as a new concern.',
};

function answerAgain(
  tx: Tx,
  opening: Opening,
  { caseId, mac, receipt }: Existing,
  world: World,
  now: Instant,
): OpenResult {
  const known = nothing(world, caseId, now);
  if (!tx.keys.isReportMac(gistOf(opening), Buffer.from(mac, 'base64'))) {
    return { ...known, outcome: 'refused', refusal: TAKEN_FOR_ANOTHER };
  }
  const told =
    receipt === null ? null : tx.keys.people.open(receiptPlace(caseId), Buffer.from(receipt, 'base64'));
  return { ...known, outcome: 'repeated', refusal: null, receipt: told };
}

/** What there is to say when nothing was written. */
const nothing = (world: World, caseId: string, now: Instant) => ({
  caseId,
  state: null,
  reference: null,
  receipt: null,
  version: 0,
  deliveries: [],
  wakeAt: null,
  ended: false,
  now,
  caseNow: now,
  world,
});
