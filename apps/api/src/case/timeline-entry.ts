import { describeInstant, stepOfKey } from '@trustward/chain';
import type { CalendarSnapshot, CaseEvent, Chain, Instant, TellEffect } from '@trustward/chain';
import type { TimelineEntry } from '@trustward/contracts';
import { iso } from '../shared/instants.ts';
import { inWords } from '../shared/role-words.ts';
import { actTitle } from './act-title.ts';
import type { Names } from './case-people.ts';

/** One row of an event, a breach or a delivery; see the statement that unites them. */
export interface TimelineRow {
  readonly seq: number;
  readonly rank: number;
  readonly key: string;
  readonly kind: CaseEvent['type'] | 'breach' | 'delivery';
  readonly event: CaseEvent | null;
  readonly person: string | null;
  readonly because: TellEffect['because'] | null;
  readonly step: string | null;
  /** In case time. */
  readonly at: Instant;
  readonly happenedAt: Instant | null;
  /** By PostgreSQL's clock, in real time. */
  readonly enteredAt: Instant;
  /** The people whom a delivery reached; null while it is on its way. */
  readonly toldTo: readonly string[] | null;
  /** Of a takeover: who had it, and why it was taken. */
  readonly former: string | null;
  /** Of an answer that is no: who had asked. */
  readonly asker: string | null;
  readonly reason: string | null;
}

export interface TimelineContext {
  readonly chain: Chain;
  readonly calendar: CalendarSnapshot;
  readonly names: Names;
  readonly drill: boolean;
  readonly me: string;
}

/** Everyone the rows name. */
export const peopleIn = (rows: readonly TimelineRow[]): (string | null)[] =>
  rows.flatMap(({ person, former, event, toldTo }) => [
    person,
    former,
    ...(toldTo ?? []),
    event?.type === 'handOverAsked' ? event.to : null,
  ]);

/** A recording that lags by less than this was made at once. */
const AT_ONCE_MS = 60_000;

export function timelineEntry(context: TimelineContext, row: TimelineRow): TimelineEntry {
  return { seq: row.seq, ...said(context, row), ...times(context, row) };
}

type Said = Pick<TimelineEntry, 'kind' | 'title' | 'detail' | 'by'>;

function said(context: TimelineContext, row: TimelineRow): Said {
  if (row.kind === 'breach') return lateness(context, row);
  if (row.kind === 'delivery') return telling(context, row);
  const kind = row.person === null ? 'system' : 'act';
  return { kind, by: nameOf(context, row.person), ...actOf(context, row) };
}

function actOf(context: TimelineContext, row: TimelineRow): Pick<Said, 'title' | 'detail'> {
  const { event } = row;
  if (event === null) return { title: titleOf(context, row.step), detail: null };
  const title = isTakenBack(row)
    ? `Took back what was asked about “${titleOf(context, row.step)}”`
    : actTitle(context, event);
  return { title, detail: actDetail(context, row, event) };
}

/** Whoever asked may say no to it themselves. */
const isTakenBack = ({ event, person, asker }: TimelineRow): boolean =>
  event?.type === 'declined' && asker !== null && asker === person;

function actDetail(context: TimelineContext, row: TimelineRow, event: CaseEvent): string | null {
  if (event.type === 'takenOver') return whyTaken(context, row);
  if (event.type === 'clockMoved') return `To ${describeInstant(context.calendar, event.to)}`;
  if (event.type === 'done') return outcomeOf(context, row.step, event.outcome);
  if (event.type === 'waiverAsked') return afterReason(waiverReason(context, event.reason), row.reason);
  return row.reason === null ? null : `“${row.reason}”`;
}

const waiverReason = ({ chain }: TimelineContext, code: string): string | null =>
  chain.waiver?.reasons[code] ?? null;

/** 'Another agency has already done it: “They rang us.”' */
const afterReason = (reason: string | null, said: string | null): string | null =>
  [reason, said === null ? null : `“${said}”`].filter((part) => part !== null).join(': ') || null;

/** 'From Dana Lead: “At a funeral today.”' */
function whyTaken(context: TimelineContext, { former, reason }: TimelineRow): string | null {
  const from = former === context.me ? 'you' : nameOf(context, former);
  const said = reason === null ? null : `“${reason}”`;
  return from === null ? said : [`From ${from}`, said].filter((part) => part !== null).join(': ');
}

function lateness(context: TimelineContext, { step, person }: TimelineRow): Said {
  const owner = person === context.me ? 'you' : nameOf(context, person);
  const detail = owner === null ? 'Nobody could act on it' : `It was with ${owner}`;
  return { kind: 'late', title: `“${titleOf(context, step)}” became late`, detail, by: null };
}

/** What somebody was told of a task, said to whoever reads it: of themselves, or of somebody else. */
const WHAT: Readonly<Record<TellEffect['because'], (task: string, isOfReader: boolean) => string>> = {
  newDuty: (task, isOfReader) => `${task} is ${isOfReader ? 'yours' : 'theirs'} to do`,
  reminder: (task) => task,
  breach: (task) => `${task} is late`,
  stillLate: (task) => `${task} is still late`,
  unacknowledged: (task) => `nobody has said that they have ${task} in hand`,
  handedUp: (task) => `${task} has gone to the next person`,
  takenOver: (task) => `${task} was taken over`,
  cameBack: (task) => `${task} is with the person it belongs to, who is back`,
  nobodyCanAct: (task) => `nobody can do ${task}`,
  personalAway: (task) => `whoever must do ${task} themselves is away`,
  namedGone: (task) => `whoever was named by ${task} may have no part in it any more`,
  nothingHeard: (task) => `nothing has been heard: ${task}`,
  agreementAsked: (task) => `${task} needs an answer`,
  agreementUnanswered: (task) => `nobody has answered about ${task}`,
  agreed: (task) => `${task} was agreed to`,
  declined: (task) => `${task} was not agreed to`,
  waived: (task) => `${task} need not be done, as was agreed`,
  mistakeAsked: () => 'somebody says that this was reported by mistake',
  endedAsMistake: () => 'this was ended as reported by mistake',
  rescheduled: (task) => `the deadline of ${task} has moved`,
  termsRunOut: () => 'the school’s term dates are needed',
};

function telling(context: TimelineContext, row: TimelineRow): Said {
  const { because, step, person, toldTo } = row;
  const task = `“${titleOf(context, step)}”`;
  const what = because === null ? task : WHAT[because](task, person === context.me);
  const title = `${tellingOf(context, row)}: ${what}`;
  return { kind: 'system', title, detail: toldTo === null ? 'Being sent' : null, by: null };
}

/** Who was told: those whom it reached, never those for whom it was meant. */
function tellingOf(context: TimelineContext, { because, person, toldTo }: TimelineRow): string {
  const reached = toldTo ?? (person === null ? null : [person]);
  if (reached === null) return 'Telling those whom it concerns';
  const isOfReader = reached.length === 1 && reached[0] === context.me;
  const who = inWords(
    reached.map((each) => (each === context.me ? 'you' : (nameOf(context, each) ?? 'somebody'))),
  );
  if (who === '') return 'Nobody could be told';
  if (toldTo === null) return `Telling ${who}`;
  if (because === 'reminder') return `Reminder sent to ${who}`;
  return isOfReader ? 'You were told' : `Told ${who}`;
}

/** When it happened; when it was entered, where that is another time. A drill's entries have no real time worth saying. */
function times({ drill }: TimelineContext, row: TimelineRow): Pick<TimelineEntry, 'at' | 'enteredAt'> {
  const at = row.kind === 'done' ? (row.happenedAt ?? row.at) : row.at;
  const entered = drill || row.kind === 'done' ? row.at : row.enteredAt;
  const isAtOnce = entered - at < AT_ONCE_MS || row.kind === 'delivery';
  return { at: iso(at), enteredAt: isAtOnce ? null : iso(entered) };
}

const titleOf = ({ chain }: Pick<TimelineContext, 'chain'>, step: string | null): string =>
  chain.steps.find(({ id }) => id === stepOfKey(step ?? ''))?.title ?? '';

function outcomeOf(
  { chain }: TimelineContext,
  step: string | null,
  outcome: string | undefined,
): string | null {
  if (outcome === undefined) return null;
  return chain.steps.find(({ id }) => id === stepOfKey(step ?? ''))?.outcomes?.[outcome]?.label ?? null;
}

const nameOf = ({ names }: TimelineContext, person: string | null): string | null =>
  person === null ? null : (names.get(person)?.name ?? null);
