import { answersOf, describeInstant, own, stepOfKey } from '@trustward/chain';
import type { CalendarSnapshot, CaseEvent, Chain, Instant, TellEffect, Unreached } from '@trustward/chain';
import type { TimelineEntry } from '@trustward/contracts';
import type { CasePart } from '@trustward/permissions';
import { iso } from '../shared/instants.ts';
import { inWords } from '../shared/role-words.ts';
import { actTitle, confirmingParty } from './act-title.ts';
import { reporterIn } from './case-people.ts';
import type { Names } from './case-people.ts';

/** One row of an event, a breach, a delivery or a link; see the statement that unites them. */
export interface TimelineRow {
  readonly seq: number;
  readonly rank: number;
  readonly key: string;
  readonly kind: CaseEvent['type'] | 'breach' | 'delivery' | 'linkMade' | 'linkWithdrawn';
  readonly event: CaseEvent | null;
  readonly person: string | null;
  readonly because: TellEffect['because'] | null;
  readonly step: string | null;
  /** In case time. */
  readonly at: Instant;
  readonly happenedAt: Instant | null;
  /** By PostgreSQL's clock, in real time; of a delivery, when they were told. */
  readonly enteredAt: Instant;
  /** The people whom a delivery reached; null while it is on its way. */
  readonly toldTo: readonly string[] | null;
  /** Of a delivery: whether it was left out, as a later one said the same or nothing was left to do. */
  readonly superseded: boolean;
  /** Of a link: whether it was to go by e-mail. */
  readonly mailed: boolean;
  /** Of a breach: the outage that it is late by, and its span; no end while it goes on. */
  readonly outageWhat: 'reminders' | 'recording' | null;
  readonly outageSince: Instant | null;
  readonly outageUntil: Instant | null;
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
  /** How much of the case its reader may see. */
  readonly parts: readonly CasePart[];
}

/** Everyone the rows name. */
export const peopleIn = (rows: readonly TimelineRow[]): (string | null)[] =>
  rows.flatMap(({ person, former, event, toldTo }) => [
    person,
    former,
    ...(toldTo ?? []),
    event?.type === 'handOverAsked' ? event.to : null,
    event?.type === 'unreached' ? event.person : null,
  ]);

/** A recording that lags by less than this was made at once. */
const AT_ONCE_MS = 60_000;

export function timelineEntry(context: TimelineContext, row: TimelineRow): TimelineEntry {
  return { seq: row.seq, ...said(context, row), ...times(context, row) };
}

type Of<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;
type Said = Pick<TimelineEntry, 'kind' | 'title' | 'detail' | 'by'>;

function said(context: TimelineContext, row: TimelineRow): Said {
  if (row.kind === 'breach') return lateness(context, row);
  if (row.kind === 'delivery') return telling(context, row);
  if (row.kind === 'linkMade' || row.kind === 'linkWithdrawn') return ofLink(context, row);
  // Whoever pressed an agency's link is somebody, though nobody of ours.
  const kind = row.person === null && row.kind !== 'confirmed' ? 'system' : 'act';
  const by =
    row.kind === 'opened'
      ? reporterIn(context.names, row.person, context.parts)
      : nameOf(context, row.person);
  return { kind, by, ...actOf(context, row) };
}

function ofLink(context: TimelineContext, row: TimelineRow): Said {
  const did = row.kind === 'linkMade' ? 'Made a link' : 'Withdrew the link';
  const title = `${did} by which “${titleOf(context, row.step)}” can be confirmed`;
  const whose = confirmingParty(context, row.step ?? '');
  const detail = row.kind === 'linkMade' && row.mailed ? `${whose}, by e-mail` : whose;
  return { kind: 'act', by: nameOf(context, row.person), title, detail };
}

function actOf(context: TimelineContext, row: TimelineRow): Pick<Said, 'title' | 'detail'> {
  const { event } = row;
  if (event === null) return { title: titleOf(context, row.step), detail: null };
  const title = isTakenBack(row) ? takenBack(context, row) : actTitle(context, event);
  return { title, detail: actDetail(context, row, event) };
}

/** Whoever asked may say no to it themselves. */
const isTakenBack = ({ person, asker }: TimelineRow): boolean => asker !== null && asker === person;

function takenBack(context: TimelineContext, { step, event }: TimelineRow): string {
  if (event?.type === 'releaseDeclined') {
    return `Took back that “${context.chain.holds[event.hold]?.title ?? event.hold}” should end early`;
  }
  return step === null
    ? 'Took back that this was reported by mistake'
    : `Took back what was asked about “${titleOf(context, step)}”`;
}

function actDetail(context: TimelineContext, row: TimelineRow, event: CaseEvent): string | null {
  if (event.type === 'takenOver') return whyTaken(context, row);
  if (event.type === 'clockMoved') return `To ${describeInstant(context.calendar, event.to)}`;
  if (event.type === 'done') return howDone(context, event);
  if (event.type === 'confirmed') return row.reason === null ? null : `Through the link, by ${row.reason}`;
  if (event.type === 'unreached') return own(WHY_UNREACHED, event.why) ?? null;
  if (event.type === 'waiverAsked') return afterReason(waiverReason(context, event.reason), row.reason);
  if (event.type === 'pauseAsked') return afterReason(pauseReason(context, event), row.reason);
  if (event.type === 'learned') return afterReason(learnedWords(context, event.facts), row.reason);
  if (event.type === 'eventRecorded' && event.date !== undefined) {
    return afterReason(describeInstant(context.calendar, event.date), row.reason);
  }
  return row.reason === null ? null : `“${row.reason}”`;
}

const WHY_UNREACHED: Readonly<Record<Unreached, string>> = {
  bounced: 'The message came back',
  refused: 'The mail server does not take their address',
  noAnswer: 'Nobody has taken the message in time, or nobody can say what became of it',
  unopened: 'They were sent it and have not opened it',
  noAddress: 'No e-mail address is known for them',
  sharedMailbox: 'Others read their mailbox too, so nothing about an adult is sent to it',
};

const waiverReason = ({ chain }: TimelineContext, code: string): string | null =>
  chain.waiver?.reasons[code] ?? null;

/** How it ended, and why without the agreement that it needs. */
function howDone(context: TimelineContext, { step, outcome, emergency }: Of<'done'>): string | null {
  const reasons = stepIn(context, step)?.approval?.emergency?.reasons ?? {};
  const without = emergency === undefined ? null : `Without agreement: ${reasons[emergency] ?? ''}`;
  return [outcomeOf(context, step, outcome), without].filter((part) => part !== null).join('. ') || null;
}

const stepIn = ({ chain }: Pick<TimelineContext, 'chain'>, key: string | null) =>
  chain.steps.find(({ id }) => id === stepOfKey(key ?? ''));

const pauseReason = (context: TimelineContext, { step, reason }: Of<'pauseAsked'>): string | null =>
  stepIn(context, step)?.clock?.mayPause?.reasons[reason] ?? null;

/** 'Is the child in danger now? Yes' */
function learnedWords({ chain }: TimelineContext, facts: Of<'learned'>['facts']): string | null {
  const said = Object.entries(facts).flatMap(([id, code]) => {
    const fact = chain.facts[id];
    return fact === undefined ? [] : [`${fact.question} ${answersOf(fact)[code] ?? code}`];
  });
  return said.join('; ') || null;
}

/** 'Another agency has already done it: “They rang us.”' */
const afterReason = (reason: string | null, said: string | null): string | null =>
  [reason, said === null ? null : `“${said}”`].filter((part) => part !== null).join(': ') || null;

/** 'From Dana Lead: “At a funeral today.”' */
function whyTaken(context: TimelineContext, { former, reason }: TimelineRow): string | null {
  const from = former === context.me ? 'you' : nameOf(context, former);
  const said = reason === null ? null : `“${reason}”`;
  return from === null ? said : [`From ${from}`, said].filter((part) => part !== null).join(': ');
}

function lateness(context: TimelineContext, row: TimelineRow): Said {
  const { step, person } = row;
  const owner = person === context.me ? 'you' : nameOf(context, person);
  const who = owner === null ? 'Nobody could act on it' : `It was with ${owner}`;
  const detail = [who, byOutage(context, row)].filter((part) => part !== null).join('. ');
  return { kind: 'late', title: `“${titleOf(context, step)}” became late`, detail, by: null };
}

/** 'Late by outage: reminders waited from 09:12, Monday 16 November to …' */
function byOutage({ calendar }: TimelineContext, row: TimelineRow): string | null {
  const { outageWhat, outageSince, outageUntil } = row;
  if (outageWhat === null || outageSince === null) return null;
  const what = outageWhat === 'reminders' ? 'reminders waited' : 'nobody could record anything';
  const from = describeInstant(calendar, outageSince);
  return outageUntil === null
    ? `Late by outage: ${what} from ${from}`
    : `Late by outage: ${what} from ${from} to ${describeInstant(calendar, outageUntil)}`;
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
  personalAway: (task) => `whoever must do ${task} themselves is away or can do it no more`,
  namedGone: (task) => `whoever was named by ${task} may have no part in it any more`,
  nothingHeard: (task) => `nothing has been heard: ${task}`,
  agreementAsked: (task) =>
    task === '“”' ? 'somebody asks that a hold ends early' : `${task} needs an answer`,
  agreementUnanswered: (task) => `nobody has answered about ${task}`,
  askedNoMore: (task) => `nobody waits any more for an answer about ${task}`,
  agreed: (task) => `${task} was agreed to`,
  declined: (task) =>
    task === '“”'
      ? 'the case goes on, as somebody did not agree that it was a mistake'
      : `${task} was not agreed to`,
  waived: (task) => `${task} need not be done, as was agreed`,
  releaseDeclined: () => 'a hold stays, as somebody did not agree that it ends early',
  mistakeAsked: () => 'somebody says that this was reported by mistake',
  endedAsMistake: () => 'this was ended as reported by mistake',
  rescheduled: (task) => `the deadline of ${task} has moved`,
  broughtForward: (task) => `${task} is due sooner than before`,
  termsRunOut: () => 'the school’s term dates are needed',
  caseUnreadable: () => 'this case could not be read',
  couldNotReach: (task) =>
    task === '“”' ? 'somebody could not be reached' : `somebody could not be reached about ${task}`,
};

function telling(context: TimelineContext, row: TimelineRow): Said {
  const { because, step, person, toldTo } = row;
  const task = `“${titleOf(context, step)}”`;
  const what =
    because === null ? task : (own(WHAT, because)?.(task, person === context.me) ?? `news about ${task}`);
  const whom = row.superseded ? 'Not sent, as it had been overtaken' : tellingOf(context, row);
  const detail = toldTo === null ? 'Being sent' : null;
  return { kind: 'system', title: `${whom}: ${what}`, detail, by: null };
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
  const isSaid = row.kind === 'done' || row.kind === 'confirmed';
  const at = isSaid ? (row.happenedAt ?? row.at) : row.at;
  const entered = drill || isSaid ? row.at : row.enteredAt;
  const isAtOnce = entered - at < AT_ONCE_MS || row.superseded;
  return { at: iso(at), enteredAt: isAtOnce ? null : iso(entered) };
}

const titleOf = (context: Pick<TimelineContext, 'chain'>, step: string | null): string =>
  stepIn(context, step)?.title ?? '';

const outcomeOf = (context: TimelineContext, step: string, outcome: string | undefined): string | null =>
  stepIn(context, step)?.outcomes?.[outcome ?? '']?.label ?? null;

const nameOf = ({ names }: TimelineContext, person: string | null): string | null =>
  person === null ? null : (names.get(person)?.name ?? null);
