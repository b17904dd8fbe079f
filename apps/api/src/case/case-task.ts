import { isOwed, stateAt, stepOfKey } from '@trustward/chain';
import type { Duty, Refusal, Role, Step } from '@trustward/chain';
import type { CaseTask } from '@trustward/contracts';
import { nowOf } from '../shared/case-row.ts';
import { dutyClock } from '../shared/duty-clock.ts';
import { iso, isoOrNull } from '../shared/instants.ts';
import { roleTitle, theirsOf } from '../shared/role-words.ts';
import type { Names } from './case-people.ts';
import { confirmingParty, linkOf } from './agency-link.ts';
import { confirmedWith } from './confirmed-with.ts';
import { ifLate } from './if-late.ts';
import { whyNotDone } from './may-do.ts';
import { NO_ACTS, actsOf } from './task-acts.ts';
import { askedOf, reasonLabel } from './task-asked.ts';
import { formOf, recordedOf } from './task-form.ts';
import { writtenFor } from './task-context.ts';
import type { TaskContext } from './task-context.ts';

/** The duties of the case as its page lists them, in the order in which they opened. */
export function tasksOf(context: TaskContext): CaseTask[] {
  const order = context.world.chain.steps;
  return Object.values(context.record.state.duties)
    .flatMap((duty) => {
      const place = order.findIndex(({ id }) => id === stepOfKey(duty.key));
      const step = order[place];
      return step === undefined ? [] : [{ duty, step, place }];
    })
    .sort((a, b) => a.duty.openedAt - b.duty.openedAt || a.place - b.place || a.duty.round - b.duty.round)
    .map(({ duty, step }) => taskOf(context, step, duty));
}

function taskOf(context: TaskContext, step: Step, duty: Duty): CaseTask {
  const { caller, names } = context;
  const open = isOwed(duty);
  const state = stateAt(step, duty, nowOf(context.record));
  const isShown = duty.doneAt !== null || duty.asked?.for === 'done';
  return {
    step: duty.key,
    title: step.title,
    sentence: step.sentence,
    state,
    version: duty.version,
    owner: duty.owner === null ? null : personOf(names, duty.owner.person, duty.owner.role),
    mine: duty.owner?.person === caller.personId,
    danger: step.path === 'danger',
    agreesToOthers: step.otherThanDoerOf.length > 0,
    ...doing(context, step, duty),
    ...(open ? actsOf(context, step, duty) : NO_ACTS),
    ...became(context, step, duty),
    asked: askedOf(context, step, duty),
    link: linkOf(context, step, duty),
    theirs: whoseTime(step, duty),
    clock: clockOf(context, step, duty),
    recorded: isShown ? recordedIn(context, step, duty) : [],
    form: formOf(context, step),
    ifLate: open && step.clock?.whose === undefined ? ifLate(context, step, duty, state) : null,
    rules: step.rules,
  };
}

type Doing = Pick<CaseTask, 'mayDo' | 'whyNot' | 'inTheWay'>;

/** Whether the reader may do it now, and what keeps even its owner from it. */
function doing(context: TaskContext, step: Step, duty: Duty): Doing {
  if (!isOwed(duty)) return { mayDo: false, whyNot: null, inTheWay: null };
  const refusal = whyNotDone(context, step, duty, context.caller.personId);
  const owners = duty.owner === null ? refusal : whyNotDone(context, step, duty, duty.owner.person);
  const waits = duty.asked?.for === 'done';
  return {
    mayDo: refusal === null && !waits,
    whyNot: waits ? 'It has been done and waits for agreement.' : (refusal?.sentence ?? null),
    inTheWay: owners === null ? null : inTheWay(owners),
  };
}

const WAITS = { gated: 'gate', held: 'hold', stillOwed: 'others' } as const;

function inTheWay({ code, sentence }: Refusal): CaseTask['inTheWay'] {
  return code === 'gated' || code === 'held' || code === 'stillOwed' ? { what: WAITS[code], sentence } : null;
}

const personOf = (names: Names, id: string, role: Role) => ({
  id,
  name: names.get(id)?.name ?? '',
  role: roleTitle(role),
});

type Became = Pick<
  CaseTask,
  | 'acknowledgedAt'
  | 'lateSince'
  | 'openedAt'
  | 'doneAt'
  | 'endedAt'
  | 'happenedAt'
  | 'doneBy'
  | 'outcome'
  | 'whyEnded'
  | 'agreedBy'
  | 'paused'
>;

/** What has become of it so far. */
function became(context: TaskContext, step: Step, duty: Duty): Became {
  const nameOf = (person: string): string => context.names.get(person)?.name ?? '';
  const pause = duty.pauses.at(-1);
  return {
    acknowledgedAt: isoOrNull(duty.acknowledgedAt),
    // What was late already when it came up was late from when it was due.
    lateSince: duty.breachedAt === null ? null : iso(Math.min(duty.breachedAt, duty.dueAt ?? Infinity)),
    openedAt: iso(duty.openedAt),
    doneAt: isoOrNull(duty.doneAt),
    endedAt: isoOrNull(duty.endedAt),
    happenedAt: isoOrNull(duty.happenedAt),
    doneBy: doneBy(duty, step, nameOf),
    outcome: duty.outcome === null ? null : (step.outcomes?.[duty.outcome]?.label ?? null),
    whyEnded: whyEnded(context, step, duty),
    agreedBy: duty.agreedBy.map(nameOf),
    paused:
      isOwed(duty) && pause !== undefined && (pause.to === null || pause.to > context.record.state.playedTo),
  };
}

/** Nobody here did what an agency has confirmed. */
function doneBy({ doneBy, doneAt }: Duty, step: Step, nameOf: (person: string) => string): string | null {
  if (doneBy !== null) return nameOf(doneBy);
  return doneAt === null ? null : confirmingParty(step);
}

/** What was written with it, by whoever did it or by the agency that confirmed it. */
const recordedIn = (context: TaskContext, step: Step, { key, doneAt, doneBy }: Duty): CaseTask['recorded'] =>
  doneAt !== null && doneBy === null
    ? confirmedWith(writtenFor(context, 'confirmed', key))
    : recordedOf(context, step, writtenFor(context, 'done', key));

function whyEnded(context: TaskContext, step: Step, duty: Duty): string | null {
  if (duty.state === 'waived' || duty.bypassed) return reasonLabel(context, step, duty.reason);
  if (duty.state === 'notApplicable') return 'The report was ended as a mistake';
  if (duty.state !== 'superseded') return null;
  return context.record.endedAt === null ? 'What came since made it unnecessary' : 'The case was closed';
}

function whoseTime(step: Step, duty: Duty): CaseTask['theirs'] {
  const who = theirsOf(step);
  const nothingHeard = duty.theirLateAt !== null;
  return who === null || (!isOwed(duty) && !nothingHeard) ? null : { who, nothingHeard };
}

const clockOf = ({ record, world }: TaskContext, step: Step, duty: Duty): CaseTask['clock'] =>
  dutyClock({ calendar: world.calendar, theirs: record.theirs, authorityName: record.authorityName }, step, {
    key: duty.key,
    from: duty.clockFrom,
    due: duty.dueAt,
    isProvisional: duty.provisional,
  });
