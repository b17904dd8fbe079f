import type { CaseEvent, CaseState, Instant, Refusal, World } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { traced } from '@trustward/observability';
import { childrenOf } from './children.ts';
import type { Families, Family } from './children.ts';
import { databaseClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { lockCase, surroundings } from './load.ts';
import type { LockedCase, Surroundings } from './load.ts';
import { playAct, playChange, playChildren, playPressed, playTime, playUnreached } from './move.ts';
import type { Move, Moved } from './move.ts';
import { writeFamily } from './open.ts';
import { breachesUnread } from './cause/breaches-unread.ts';
import { withCauses } from './cause/with-causes.ts';
import { breachesByOutage } from './outage/breaches-by-outage.ts';
import { countLateness } from './lateness.ts';
import { openHeader } from './read.ts';
import { isRepeat } from './repeat.ts';
import { rowsOf } from './rows.ts';
import { CaseUnreadable, goingOn, readable } from './unreadable.ts';
import type { PinnedChain } from './pinned.ts';
import type { Recorded } from './rows.ts';
import { pokedFor } from './urgent-deliveries.ts';
import { wakeOf } from './wake-of.ts';
import { pin, pokeAfterOthers, rearm, writeChange } from './write.ts';

/** Words a person wrote, by the id of the field; sealed under the case's key and never seen by the reducer. */
export type Words = Readonly<Record<string, string | boolean>>;

export interface Act {
  readonly kind: 'act';
  readonly event: Extract<CaseEvent, { by: string }> & {
    readonly type: Exclude<CaseEvent['type'], 'opened'>;
  };
  /** Made by the client; a repeat gets the first answer. */
  readonly eventId: string;
  readonly words?: Words;
}

/** An edit of what cases go by, or of who is there, as one case takes it: once, by its id. */
export interface ChangeCause {
  readonly kind: 'change';
  readonly eventId: string;
  readonly event: Extract<CaseEvent, { type: 'calendarChanged' | 'limitsChanged' | 'peopleChanged' }>;
  /** The world without it and with it, whichever of the two is so in PostgreSQL. */
  readonly before: (world: World) => World;
  readonly after: (world: World) => World;
  /** What the case pins from then on; null where it keeps what it has. */
  readonly pins: Pinned | null;
}
/** Another calendar than a case had, or another chain. */
export type Pinned =
  | { readonly calendarHash: string }
  | { readonly chain: { readonly hash: string; readonly content: PinnedChain } };
export type Cause = { readonly kind: 'time' } | Act | ChangeCause;

export interface DriveResult {
  readonly caseId: string;
  readonly outcome: 'applied' | 'repeated' | 'refused';
  readonly refusal: Refusal | null;
  readonly state: CaseState;
  /** After this event; of a repeated event, what it was after it was first taken. */
  readonly version: number;
  /** Ids of what has still to be delivered. */
  readonly deliveries: readonly string[];
  /** When the case must next be woken, in real time. */
  readonly wakeAt: Instant | null;
  /** PostgreSQL's clock, and the case's own, which only a drill moves. */
  readonly now: Instant;
  readonly caseNow: Instant;
  readonly ended: boolean;
  readonly world: World;
}

/** The only way a case changes: under its lock, first the time that has passed, then the act. */
export function drive(tx: Tx, caseId: string, cause: Cause): Promise<DriveResult> {
  const fields = { tenantId: tx.tenantId, caseId };
  return traced(`drive ${cause.kind}`, fields, () => driveBy(databaseClock, tx, caseId, cause));
}

export async function driveBy(clock: Clock, tx: Tx, caseId: string, cause: Cause): Promise<DriveResult> {
  const act = cause.kind === 'act' ? cause : null;
  const change = cause.kind === 'change' ? cause : null;
  if (act !== null && tx.personId !== null && act.event.by !== tx.personId) {
    throw new Error('A person acts in their own name only.');
  }
  const locked = await lockCase(tx, caseId);
  const now = clock.now(locked.now);
  // A clock that was set back must not stop a case: its time stands still until the clock has caught up.
  const caseNow = Math.max(now + locked.offset, locked.state.playedTo);
  const around = await surroundings(tx, locked, act?.event.by ?? null, (act ?? change)?.eventId ?? null);
  const before = { caseId, now, caseNow, world: around.world, pending: around.pending };
  if (around.repeated !== null) {
    const isSame = act === null || isRepeat(tx, locked, around.repeated, act, caseNow);
    const again = isSame
      ? { outcome: 'repeated' as const, version: around.repeated.version, refusal: null }
      : { outcome: 'refused' as const, version: locked.version, refusal: TAKEN_FOR_ANOTHER };
    return { ...answer(before, again.outcome, locked.state, locked.offset), ...again };
  }
  const moved = await play(tx, { ...locked, now }, around, cause, caseNow);
  const { refusal } = moved;
  const offset = locked.offset + (refusal === null ? forward(act, caseNow) : 0);
  const written = await write(tx, { ...locked, now }, moved, act, offset);
  for (const child of moved.children) await writeFamily(tx, child, null);
  if (change !== null) await takeUp(tx, locked, moved.moves, wakeOf(written.state, offset));
  // A past that is written down was not played late, and a drill's clock is moved by people.
  if (clock === databaseClock && !locked.drill) tx.onCommit(() => countLateness(moved.moves, now));
  const told = { ...before, pending: [...before.pending, ...written.deliveries] };
  const outcome = refusal === null ? 'applied' : 'refused';
  return { ...answer(told, outcome, written.state, offset), refusal, version: written.version };
}

/** An id names one act. Another under the same id must not be told that it was recorded. */
const TAKEN_FOR_ANOTHER: Refusal = {
  code: 'stale',
  sentence: 'Something else was already recorded from this page. Reload it, look, and try again.',
};

interface Played extends Moved {
  /** The cases that come of it. */
  readonly children: readonly Family[];
}

/** First the time that has passed, then the act or the change. A refused act leaves the time played. */
async function play(
  tx: Tx,
  locked: LockedCase,
  { world: present, pressed, endedChildren, missed }: Surroundings,
  cause: Cause,
  now: Instant,
): Promise<Played> {
  const world = cause.kind === 'change' ? cause.before(present) : present;
  const before = goingOn(() => {
    const said = pressed.map((each) => ({ ...each, at: each.at + locked.offset }));
    const confirmed = playPressed(world, locked.state, said, now);
    const passed = [...confirmed, ...playTime(world, confirmed.at(-1)?.state ?? locked.state, now)];
    const heard = playChildren(world, passed.at(-1)?.state ?? locked.state, endedChildren, now);
    const known = [...passed, ...heard];
    const heardOf = [...known, ...playUnreached(world, known.at(-1)?.state ?? locked.state, missed, now)];
    if (cause.kind !== 'change') return heardOf;
    return [...heardOf, ...playChange(cause, present, heardOf.at(-1)?.state ?? locked.state, now)];
  });
  const byTime = await readable(() => opened(tx, locked, before, null));
  // Nobody is there to be refused it, and without it the case cannot go on: people must do by hand what follows.
  if (!byTime.ok) throw new CaseUnreadable('play');
  const quiet = { moves: before, children: byTime.families };
  if (cause.kind !== 'act') return { ...quiet, refusal: null };
  const acted = goingOn(() => playAct(world, before.at(-1)?.state ?? locked.state, cause.event, now));
  if (acted.refusal !== null) return { ...quiet, refusal: acted.refusal };
  const byAct = await opened(tx, locked, acted.moves, cause.event.by);
  if (!byAct.ok) return { ...quiet, refusal: byAct.refusal };
  const children = [...quiet.children, ...byAct.families];
  return { moves: [...before, ...acted.moves], children, refusal: null };
}

/** The cases that these moves open, none of them written yet. */
async function opened(
  tx: Tx,
  locked: LockedCase,
  moves: readonly Move[],
  by: string | null,
): Promise<Families> {
  const effects = moves.flatMap((move) => move.effects.filter(({ kind }) => kind === 'openCase'));
  if (effects.length === 0) return { ok: true, families: [] };
  const { id: caseId, schoolId, authorityId, offset, now, state } = locked;
  const here = { caseId, schoolId, authorityId, offset, now, state };
  return childrenOf(tx, { ...here, effects, by, header: openHeader(tx, locked) });
}

/** How far an act moves a drill's clock. What lies between is played by the wake that follows, through the workflow. */
const forward = (act: Act | null, caseNow: Instant): number =>
  act?.event.type === 'clockMoved' ? act.event.to - caseNow : 0;

interface Written {
  readonly state: CaseState;
  readonly version: number;
  readonly deliveries: readonly string[];
}

async function write(
  tx: Tx,
  locked: LockedCase,
  moved: Moved,
  act: Act | null,
  offset: number,
): Promise<Written> {
  const state = moved.moves.at(-1)?.state;
  if (state === undefined) {
    await rearm(tx, locked, wakeOf(locked.state, offset));
    return { state: locked.state, version: locked.version, deliveries: [] };
  }
  const version = locked.version + moved.moves.length;
  const recorded = act === null || moved.refusal !== null ? null : record(tx, locked, act);
  const rows = rowsOf(tx, locked.id, locked, moved.moves, recorded);
  const byOutage = await breachesByOutage(tx, locked, rows.breaches, rows.deliveries);
  const unread = await breachesUnread(tx, locked, byOutage);
  const breaches = await withCauses(tx, locked.id, locked.chain, state, unread);
  const row = {
    id: locked.id,
    state,
    version,
    wakeAt: wakeOf(state, offset),
    endedAt: state.endedAt,
    offset,
  };
  // The workflow that asks for time to pass learns the next wake from the answer; everybody else has it poked.
  const poked = act === null ? 'not' : pokedFor(locked.chain, rows.deliveries);
  await writeChange(tx, row, { ...rows, breaches }, poked);
  return { state, version, deliveries: rows.deliveries.map(({ id }) => id) };
}

/** What a change does beside its event: the case pins what it goes by, and is looked at again where it must be woken sooner. */
async function takeUp(
  tx: Tx,
  locked: LockedCase,
  moves: readonly Move[],
  wakeAt: Instant | null,
): Promise<void> {
  const pinned = moves.at(-1)?.pins;
  if (pinned !== undefined) await pin(tx, locked.id, pinned);
  if (wakeAt !== null && (locked.nextWake === null || wakeAt < locked.nextWake)) {
    await pokeAfterOthers(tx, locked.id);
  }
}

function record(tx: Tx, locked: LockedCase, act: Act): Recorded {
  const happenedAt = act.event.type === 'done' ? (act.event.happenedAt ?? null) : null;
  if (act.words === undefined) return { eventId: act.eventId, happenedAt, sealed: null };
  const place = { table: 'case_event', column: 'sealed', row: act.eventId };
  return {
    eventId: act.eventId,
    happenedAt,
    sealed: tx.keys.ofCase(locked.id, locked.wrappedKey).seal(place, act.words),
  };
}

interface Before {
  readonly caseId: string;
  readonly now: Instant;
  readonly caseNow: Instant;
  readonly world: World;
  readonly pending: readonly string[];
}

function answer(before: Before, outcome: DriveResult['outcome'], state: CaseState, offset: number) {
  const { pending, ...rest } = before;
  const wakeAt = wakeOf(state, offset);
  return {
    ...rest,
    outcome,
    refusal: null,
    state,
    deliveries: pending,
    wakeAt,
    ended: state.endedAt !== null,
  };
}
