import { rolesAsked, lateFrom } from '@trustward/chain';
import type { CaseState, Chain, Duty, Instant, TellEffect } from '@trustward/chain';
import type { LateCause } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import { uuidv7 } from '@trustward/database';
import { auditEntry } from './audit.ts';
import type { AuditEntry } from './audit.ts';
import type { Pinned } from './drive.ts';
import { changedDuties } from './move.ts';
import type { Move } from './move.ts';
import type { Ability } from './outage/outages.ts';

/** What the person's own event adds to the move that came of it. */
export interface Recorded {
  readonly eventId: string;
  readonly happenedAt: Instant | null;
  readonly sealed: Buffer | null;
}

export interface BreachRow {
  readonly step: string;
  readonly at: Instant;
  readonly owner: string | null;
  /** The outage that it is late by, where one made it so. */
  readonly outage_what?: Ability;
  readonly outage_since?: Instant;
  /** Whether its case could not be read as it fell due; no column of its own, as its cause says so. */
  readonly unreadable?: boolean;
  readonly cause?: LateCause;
}

export interface DeliveryRow extends Pick<TellEffect, 'key' | 'because' | 'step' | 'at'> {
  readonly id: string;
  readonly audience: TellEffect['to'];
}

/** Everything one drive writes beside the case's own row, as it travels to PostgreSQL: instants in ms. */
export interface Rows {
  readonly events: readonly object[];
  readonly duties: readonly object[];
  readonly breaches: readonly BreachRow[];
  readonly deliveries: readonly DeliveryRow[];
  readonly audit: readonly AuditEntry[];
}

/** The case that the rows are of, as it was before. */
interface Before {
  readonly chain: Chain;
  readonly state: CaseState | null;
  readonly version: number;
  readonly now: Instant;
  /** The calendar and the chain that it went by; left out as it opens. */
  readonly calendarHash?: string;
  readonly chainHash?: string;
}

export function rowsOf(
  tx: Tx,
  caseId: string,
  before: Before,
  moves: readonly Move[],
  act: Recorded | null,
): Rows {
  const after = moves.at(-1)?.state;
  const effects = moves.flatMap((move) => move.effects);
  // An act comes last, after what time brought.
  const acts = moves.map((_move, index) => (index === moves.length - 1 ? act : null));
  return {
    events: moves.map((move, index) =>
      eventRow(tx, move, before, before.version + index + 1, acts[index] ?? null),
    ),
    duties:
      after === undefined
        ? []
        : changedDuties(before.state, after).map((duty) => dutyRow(before.chain, duty)),
    breaches: effects.flatMap((it) =>
      it.kind === 'breach' ? [{ step: it.step, at: it.at, owner: it.owner }] : [],
    ),
    deliveries: effects.flatMap((it) =>
      it.kind === 'tell'
        ? [{ id: uuidv7(), key: it.key, because: it.because, step: it.step, audience: it.to, at: it.at }]
        : [],
    ),
    audit: moves.map((move, index) => auditOf(tx, caseId, move, before.version + index + 1, before.now)),
  };
}

/** What one event writes of which nothing follows yet, as nobody can work it out. */
export const rowsOfEvent = (
  tx: Tx,
  caseId: string,
  { event, at }: Pick<Move, 'event' | 'at'>,
  now: Instant,
  act: Recorded,
): Rows => {
  const move = { event, at, effects: [] };
  const none = { duties: [], breaches: [], deliveries: [] };
  return { ...none, events: [eventRow(tx, move, {}, 1, act)], audit: [auditOf(tx, caseId, move, 1, now)] };
};

type Written = Omit<Move, 'state'>;

function eventRow(tx: Tx, move: Written, before: Replaced, version: number, act: Recorded | null): object {
  const { event, at, effects, pins } = move;
  const by = doerOf(move);
  return {
    seq: version,
    event_id: act?.eventId ?? move.eventId ?? uuidv7(),
    type: event.type,
    version,
    at,
    happened_at: act?.happenedAt ?? (event.type === 'confirmed' ? event.happenedAt : null) ?? null,
    by_person: by,
    system_actor: by === null ? (tx.actor ?? 'clock') : null,
    body: { event, effects, ...(pins !== undefined && replaced(before, pins)) },
    sealed: act?.sealed?.toString('base64') ?? move.sealed ?? null,
  };
}

/** What a case pinned before, which a back-test goes by, and what it does now. */
type Replaced = Pick<Before, 'calendarHash' | 'chainHash'>;
const replaced = ({ calendarHash, chainHash }: Replaced, pins: Pinned): object =>
  'chain' in pins
    ? { chain: { was: chainHash, is: pins.chain.hash } }
    : { calendar: { was: calendarHash, is: pins.calendarHash } };

const dutyRow = (chain: Chain, duty: Duty): object => ({
  step: duty.key,
  version: duty.version,
  state: duty.state,
  owner_person: duty.owner?.person ?? null,
  owner_role: duty.owner?.role ?? null,
  opened_at: duty.openedAt,
  clock_from: duty.clockFrom,
  due_at: duty.dueAt,
  provisional: duty.provisional,
  late_from: lateFromIn(chain.steps, duty),
  breached_at: duty.breachedAt,
  done_at: duty.doneAt,
  ended_at: duty.doneAt ?? duty.endedAt,
  happened_at: duty.happenedAt,
  done_by: duty.doneBy,
  outcome: duty.outcome,
  asked: askedRow(chain, duty),
});

/** What waits for an answer, as a list finds it: who may answer is one person, or whoever holds one of the roles. */
function askedRow(chain: Chain, { step: id, asked }: Duty): object | null {
  const step = chain.steps.find((each) => each.id === id);
  if (asked === null || step === undefined) return null;
  const { by, at, to, agreedBy } = asked;
  return {
    for: asked.for,
    by,
    at,
    to: to?.person ?? null,
    roles: rolesAsked(chain, step, asked.for),
    agreedBy,
  };
}

/** A duty whose step is gone from its chain, which cannot be, is late like any other. */
const lateFromIn = (steps: Chain['steps'], duty: Duty): Instant | null => {
  const step = steps.find(({ id }) => id === duty.step);
  return step === undefined ? duty.dueAt : lateFrom(step, duty);
};

const VERBS = {
  opened: 'case.open',
  done: 'duty.do',
  acknowledged: 'duty.acknowledge',
  takenOver: 'duty.takeOver',
  handOverAsked: 'duty.askHandOver',
  waiverAsked: 'duty.askWaiver',
  pauseAsked: 'duty.askPause',
  resumed: 'duty.resume',
  agreed: 'duty.agree',
  declined: 'duty.decline',
  recused: 'case.recuse',
  learned: 'case.learn',
  eventRecorded: 'case.recordEvent',
  releaseAsked: 'hold.askRelease',
  releaseGranted: 'hold.grantRelease',
  releaseDeclined: 'hold.declineRelease',
  mistakeAsked: 'case.askMistake',
  mistakeAgreed: 'case.agreeMistake',
  mistakeDeclined: 'case.declineMistake',
  confirmed: 'duty.confirm',
  childEnded: 'case.childEnded',
  unreached: 'case.unreached',
  peopleChanged: 'case.peopleChanged',
  calendarChanged: 'case.calendarChanged',
  limitsChanged: 'case.limitsChanged',
  clockMoved: 'drill.moveClock',
  timePassed: 'case.timePassed',
} as const satisfies Record<Move['event']['type'], string>;

const doerOf = ({ event, byTime }: Written): string | null =>
  'by' in event && byTime !== true ? (event.by ?? null) : null;

function auditOf(tx: Tx, caseId: string, move: Written, version: number, now: Instant): AuditEntry {
  const { event, effects } = move;
  const step = 'step' in event ? { step: event.step } : {};
  const outcome = 'outcome' in event ? { outcome: event.outcome } : {};
  const detail = { version, effects: effects.length, ...step, ...outcome };
  const deed = { verb: VERBS[event.type], subjectKind: 'case', subjectId: caseId, caseId, detail };
  return auditEntry(
    tx,
    deed,
    now,
    doerOf(move) === null ? { personId: null, actor: tx.actor ?? 'clock' } : tx,
  );
}
