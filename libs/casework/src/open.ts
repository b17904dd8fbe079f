import type { CaseState, Instant, Refusal, World } from '@trustward/chain';
import { uuidv7 } from '@trustward/database';
import type { Tx } from '@trustward/database';
import { asParent, childrenOf } from './children.ts';
import type { Family } from './children.ts';
import { databaseClock } from './clock.ts';
import type { Clock } from './clock.ts';
import type { DriveResult, Words } from './drive.ts';
import { isSameReport, openingRow, receiptKept, recordedOf, writeOnce } from './opening-row.ts';
import { prepare } from './prepare.ts';
import type { Header } from './read.ts';
import { rowsOf } from './rows.ts';
import { sceneOf, sceneOfReport } from './scene.ts';
import type { Existing, Scene, Unread, UnreadScene } from './scene.ts';
import { countUnread } from './unread/count-unread.ts';
import { openUnread } from './unread/open-unread.ts';
import { pokedFor } from './urgent-deliveries.ts';
import { wakeOf } from './wake-of.ts';
import { withCauses } from './cause/with-causes.ts';
import { writeLink, writeOpening } from './write.ts';

export interface Opening {
  readonly eventId: string;
  readonly schoolId: string;
  /** Where the child lives, when not in the school's own authority. */
  readonly authorityId?: string;
  readonly chainId: string;
  readonly awareAt: Instant;
  readonly facts: Readonly<Record<string, string>>;
  readonly drill: boolean;
  /** Who reports, the person of the transaction where there is one; null where nobody does, as it comes with the calendar. */
  readonly by: string | null;
  readonly header: Header | null;
  readonly words: Words;
  /** What the reporter is told of the case; kept with it, so that the same report sent again is told the same. */
  readonly receipt?: (opened: JustOpened) => Promise<unknown>;
  /** Chosen where the same case must be found again: by the demo, and for a case that another opens. */
  readonly caseId?: string;
  /** The case that opens it, where another does. */
  readonly parent?: {
    readonly caseId: string;
    /** The duty of that case which it is opened by. */
    readonly step: string;
    /** When, in the case's own time, which runs ahead of the real one by so much in a drill. */
    readonly at: Instant;
    readonly offset: number;
    /** Not by anybody's act: then it is nobody's deed either. */
    readonly byTime: boolean;
    /** Who has stood down from it: they have no part in what it opens. */
    readonly recused: readonly string[];
  };
}

export interface OpenResult extends Omit<DriveResult, 'outcome' | 'state' | 'world'> {
  readonly outcome: 'applied' | 'repeated' | 'refused';
  /**
   * Null when the opening was refused, for there is no case then, or repeated, for it may be closed to who reported; and
   * where what it opens under cannot be read, so that nothing of it is worked out yet.
   */
  readonly state: CaseState | null;
  readonly reference: string | null;
  /** Null when it was refused. */
  readonly openedAt: Instant | null;
  /** Null when refused, when none was made, or when the one that was kept cannot be read any more. */
  readonly receipt: unknown;
  /** Null where what it opens under cannot be read. */
  readonly world: World | null;
  /** What could not be read of what it opens under; what was there before stood in for it, unless it is the procedure. */
  readonly unread: readonly Unread[];
}

/** A case as it opens; with neither state nor world where what it opens under cannot be read. */
export type JustOpened = {
  readonly caseId: string;
  readonly reference: string;
  readonly openedAt: Instant;
  readonly authorityId: string;
} & ({ readonly state: CaseState; readonly world: World } | { readonly state: null; readonly world: null });

/**
 * Opens a case under the chain, calendar and authority of today. The same event again answers the same case. A report is
 * taken though these cannot be read.
 */
export function openCase(tx: Tx, opening: Opening): Promise<OpenResult> {
  return openBy(databaseClock, tx, opening);
}

export async function openBy(clock: Clock, tx: Tx, opening: Opening): Promise<OpenResult> {
  if (tx.personId !== null && opening.by !== tx.personId) {
    throw new Error('A person reports in their own name only.');
  }
  const isReport = opening.by !== null && opening.parent === undefined;
  const scene = await (isReport ? sceneOfReport : sceneOf)(clock, tx, opening);
  if (scene.existing !== null) return answerAgain(tx, opening, scene, scene.existing);
  if (scene.world === null) return openUnread(tx, opening, scene);
  const prepared = prepare(tx, opening, scene);
  if (!prepared.ok) return refused(scene, opening, prepared.refusal);
  const children = await childrenOf(tx, asParent(prepared.it));
  if (!children.ok) return refused(scene, opening, children.refusal);
  const { it } = prepared;
  const { caseId, reference, now, caseNow, move } = it;
  const { state } = move;
  const { world, pins, unread } = scene;
  const opened = { caseId, reference, openedAt: caseNow, authorityId: pins.authorityId, state, world };
  const told = (await opening.receipt?.(opened)) ?? null;
  const deliveries = await writeFamily(tx, { it, children: children.families }, told);
  const rest = { refusal: null, version: 1, wakeAt: wakeOf(state, 0), now, caseNow, ended: false, world };
  return {
    ...rest,
    caseId,
    reference,
    openedAt: caseNow,
    state,
    deliveries,
    receipt: told,
    unread,
    outcome: 'applied',
  };
}

/** Writes a case and all that it opens; answers what of its own has to be delivered. */
export async function writeFamily(
  tx: Tx,
  { it, children }: Family,
  told: unknown,
): Promise<readonly string[]> {
  const { opening, scene, caseId, reference, now, caseNow, move, key } = it;
  const { parent, by: reporterId } = opening;
  const before = { chain: scene.world.chain, state: null, version: 0, now };
  const rows = rowsOf(tx, caseId, before, [move], recordedOf(key, opening));
  const offset = parent?.offset ?? 0;
  const { state } = move;
  const wakeAt = wakeOf(state, offset);
  const row = { state, version: 1, wakeAt, endedAt: state.endedAt, offset, openedAt: caseNow };
  const said = openingRow(tx, { opening, caseId, reference, key, told });
  const file = { ...said, ...row, ...scene.pins };
  const breaches = await withCauses(tx, caseId, scene.world.chain, state, rows.breaches, reporterId);
  const poked = pokedFor(scene.world.chain, rows.deliveries);
  await writeOnce(writeOpening(tx, file, { ...rows, breaches }, poked));
  countUnread(tx, scene.unread);
  if (parent !== undefined) await writeLink(tx, { ...parent, childId: caseId });
  for (const child of children) await writeFamily(tx, child, null);
  return rows.deliveries.map(({ id }) => id);
}

/** An id names one report. Other words under it must not be told that they were received. */
const TAKEN_FOR_ANOTHER: Refusal = {
  code: 'stale',
  sentence: 'This report was received before, in other words. Report what has changed as a new concern.',
};

async function answerAgain(
  tx: Tx,
  opening: Opening,
  scene: Scene | UnreadScene,
  existing: Existing,
): Promise<OpenResult> {
  const { caseId, reference, openedAt } = existing;
  if (!(await isSameReport(tx, opening, existing))) {
    return { ...refused(scene, opening, TAKEN_FOR_ANOTHER), caseId };
  }
  const again = { caseId, reference, openedAt, receipt: receiptKept(tx, existing) };
  return { ...nothing(scene), ...again, outcome: 'repeated', refusal: null };
}

const refused = (scene: Scene | UnreadScene, opening: Opening, refusal: Refusal): OpenResult => ({
  ...nothing(scene),
  // An id under which there is nothing.
  caseId: opening.caseId ?? uuidv7(scene.now),
  outcome: 'refused',
  refusal,
});

/** What there is to say when nothing was written. */
const nothing = ({ now, world, unread }: Scene | UnreadScene) => ({
  unread,
  state: null,
  reference: null,
  openedAt: null,
  receipt: null,
  version: 0,
  deliveries: [],
  wakeAt: null,
  ended: false,
  now,
  caseNow: now,
  world,
});
