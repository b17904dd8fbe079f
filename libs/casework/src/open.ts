import { advance } from '@trustward/chain';
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
  /** Chosen by the demo alone, so that loading it twice finds the same cases. */
  readonly caseId?: string;
}

export interface OpenResult extends Omit<DriveResult, 'outcome' | 'state'> {
  readonly outcome: 'applied' | 'repeated' | 'refused';
  /** Null when the opening was refused: there is no case then. */
  readonly state: CaseState | null;
  readonly reference: string | null;
  readonly authorityId: string;
  readonly openedAt: Instant;
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
  if (scene.existing !== null) return answerAgain(scene, scene.existing, world, now);
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
  if (!advanced.ok) return refused(scene, world, caseId, now, advanced.refusal);
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
  await writeOnce(writeOpening(tx, { ...row, ...pins(scene), ...from }, rows));
  const deliveries = rows.deliveries.map(({ id }) => id);
  const opened = {
    caseId,
    reference,
    openedAt: now,
    authorityId: scene.authorityId,
    state,
    version: 1,
    deliveries,
  };
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

function answerAgain(scene: Scene, existing: Existing, world: World, now: Instant): OpenResult {
  const { id: caseId, state, offset, ...rest } = existing;
  return {
    ...rest,
    caseId,
    state,
    authorityId: scene.authorityId,
    outcome: 'repeated',
    refusal: null,
    deliveries: [],
    wakeAt: wakeOf(state, offset),
    now,
    caseNow: Math.max(now + offset, state.playedTo),
    ended: state.endedAt !== null,
    world,
  };
}

function refused(scene: Scene, world: World, caseId: string, now: Instant, refusal: Refusal): OpenResult {
  const nothing = { state: null, reference: null, version: 0, deliveries: [], wakeAt: null, ended: false };
  const { authorityId } = scene;
  return {
    ...nothing,
    caseId,
    authorityId,
    openedAt: now,
    outcome: 'refused',
    refusal,
    now,
    caseNow: now,
    world,
  };
}
