import { canonicalJson } from '@trustward/chain';
import type { CaseState, Instant, Refusal, World } from '@trustward/chain';
import { TryAgain, brokenConstraint, uuidv7 } from '@trustward/database';
import type { Tx } from '@trustward/database';
import { asParent, childrenOf } from './children.ts';
import type { Family } from './children.ts';
import { databaseClock } from './clock.ts';
import type { Clock } from './clock.ts';
import type { DriveResult, Words } from './drive.ts';
import { prepare } from './prepare.ts';
import type { Header } from './read.ts';
import { rowsOf } from './rows.ts';
import { sceneOf } from './scene.ts';
import type { Existing, Scene, Unread } from './scene.ts';
import { unlessBroken } from './unless-broken.ts';
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

export interface OpenResult extends Omit<DriveResult, 'outcome' | 'state'> {
  readonly outcome: 'applied' | 'repeated' | 'refused';
  /** Null when the opening was refused, for there is no case then, or repeated, for it may be closed to who reported. */
  readonly state: CaseState | null;
  readonly reference: string | null;
  /** Null when it was refused. */
  readonly openedAt: Instant | null;
  /** Null when refused, when none was made, or when the one that was kept cannot be read any more. */
  readonly receipt: unknown;
  /** What could not be read of what it opens under; what was there before stood in for it. */
  readonly unread: readonly Unread[];
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
  const scene = await sceneOf(clock, tx, opening);
  if (scene.existing !== null) return answerAgain(tx, opening, scene, scene.existing);
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
  const { eventId, awareAt, words, header, parent } = opening;
  const before = { chain: scene.world.chain, state: null, version: 0, now };
  const rows = rowsOf(tx, caseId, before, [move], {
    eventId,
    happenedAt: awareAt,
    sealed: key.seal.seal({ table: 'case_event', column: 'sealed', row: eventId }, words),
  });
  const offset = parent?.offset ?? 0;
  const { state } = move;
  const wakeAt = wakeOf(state, offset);
  const row = { id: caseId, state, version: 1, wakeAt, endedAt: state.endedAt, offset, reference };
  const { schoolId, chainId, drill, by: reporterId } = opening;
  const from = { schoolId, chainId, drill, reporterId, openingEvent: eventId, wrappedKey: key.wrapped };
  const sealed = key.seal.seal({ table: 'case_file', column: 'sealed', row: caseId }, header);
  const receipt = told === null ? null : tx.keys.people.seal(receiptPlace(caseId), told);
  const again = { reportMac: tx.keys.reportMac(gistOf(opening)), receipt };
  const file = { ...row, ...scene.pins, ...from, ...again, sealed, openedAt: caseNow };
  const breaches = await withCauses(tx, caseId, scene.world.chain, state, rows.breaches, reporterId);
  const poked = pokedFor(scene.world.chain, rows.deliveries);
  await writeOnce(writeOpening(tx, file, { ...rows, breaches }, poked));
  if (parent !== undefined) await writeLink(tx, { ...parent, childId: caseId });
  for (const child of children) await writeFamily(tx, child, null);
  return rows.deliveries.map(({ id }) => id);
}

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
const gistOf = ({ header, ...said }: Opening): string => {
  const { eventId, by, schoolId, authorityId = null, chainId, awareAt, facts, drill, words } = said;
  const { childName = null, yearGroup = null } = header ?? {};
  const about = { schoolId, authorityId, chainId, childName, yearGroup };
  return canonicalJson({ eventId, by, ...about, awareAt, facts, drill, words });
};

/** An id names one report. Other words under it must not be told that they were received. */
const TAKEN_FOR_ANOTHER: Refusal = {
  code: 'stale',
  sentence: 'This report was received before, in other words. Report what has changed as a new concern.',
};

function answerAgain(tx: Tx, opening: Opening, scene: Scene, existing: Existing): OpenResult {
  const { caseId, mac, receipt, reference, openedAt } = existing;
  if (!tx.keys.isReportMac(gistOf(opening), Buffer.from(mac, 'base64'))) {
    return { ...refused(scene, opening, TAKEN_FOR_ANOTHER), caseId };
  }
  const told =
    receipt === null
      ? null
      : unlessBroken(() => tx.keys.people.open(receiptPlace(caseId), Buffer.from(receipt, 'base64')), null);
  const again = { caseId, reference, openedAt, receipt: told };
  return { ...nothing(scene), ...again, outcome: 'repeated', refusal: null };
}

const refused = (scene: Scene, opening: Opening, refusal: Refusal): OpenResult => ({
  ...nothing(scene),
  // An id under which there is nothing.
  caseId: opening.caseId ?? uuidv7(scene.now),
  outcome: 'refused',
  refusal,
});

/** What there is to say when nothing was written. */
const nothing = ({ now, world, unread }: Scene) => ({
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
