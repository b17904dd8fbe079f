import { DAY, advance, describeDue, isOwed, stepOfKey } from '@trustward/chain';
import type { CaseEvent, CaseState, Duty } from '@trustward/chain';
import { roleTitle } from '../shared/role-words.ts';
import { presentOf } from './trial.ts';
import type { TaskContext } from './task-context.ts';

/** What comes of an act, in sentences, as the reducer would have it now; null where it would refuse it. */
export function whatComes(context: TaskContext, event: CaseEvent): string[] | null {
  const { world, record } = context;
  const tried = advance(world, record.state, event, presentOf(record));
  return tried.ok ? between(context, record.state, tried.state) : null;
}

/** The same of saying the date of an event, whichever it is: no deadline that leads up to it, nor what waits for the day. */
export function whatComesOfDating(context: TaskContext, event: string): string[] | null {
  const { world, record, caller } = context;
  const now = presentOf(record);
  const dated = { type: 'eventRecorded', by: caller.personId, event, date: now + DAY } as const;
  const tried = advance(world, record.state, dated, now);
  return tried.ok ? between(context, record.state, undated(record.state, tried.state)) : null;
}

/** With the deadlines that there were. */
function undated(was: CaseState, is: CaseState): CaseState {
  const asBefore = (duty: Duty): Duty => ({ ...duty, dueAt: was.duties[duty.key]?.dueAt ?? null });
  const duties = Object.values(is.duties).map((duty) => [duty.key, asBefore(duty)] as const);
  return { ...is, duties: Object.fromEntries(duties) };
}

/** The same of an act on which the reader may decide; null where they may not. */
export function offerOf(context: TaskContext, event: CaseEvent): { comes: string[] } | null {
  const comes = whatComes(context, event);
  return comes === null ? null : { comes };
}

function between(context: TaskContext, was: CaseState, is: CaseState): string[] {
  if (is.endedAt !== null) return [ending(was)];
  const duties = Object.values(is.duties).map((duty) => ofDuty(context, was.duties[duty.key], duty));
  const holds = Object.entries(is.holds).map(([id, { endedAt }]) =>
    ofHold(context, id, was, endedAt === null),
  );
  return [...duties, ...holds].filter((said) => said !== null);
}

function ending({ duties }: CaseState): string {
  const owed = Object.values(duties).filter(isOwed).length;
  if (owed === 0) return 'The case ends.';
  return `The case ends, and with it ${owed === 1 ? 'the task that is' : `the ${owed} tasks that are`} still to be done.`;
}

function ofDuty(context: TaskContext, was: Duty | undefined, is: Duty): string | null {
  const title = `“${context.world.chain.steps.find(({ id }) => id === stepOfKey(is.key))?.title ?? ''}”`;
  if (was === undefined) return isOwed(is) ? `${title} comes up, ${forWhom(context, is)}.` : null;
  if (!isOwed(was)) return null;
  if (!isOwed(is)) return is.doneAt === null ? `${title} need not be done any more.` : null;
  if (was.owner?.person !== is.owner?.person) return `${title} is from then on ${forWhom(context, is)}.`;
  if (was.dueAt === is.dueAt) return null;
  return is.dueAt === null
    ? `${title} has no deadline while its clock stands still.`
    : `${title} is to be done ${describeDue(context.world.calendar, is.dueAt)}.`;
}

/** 'for Hal Head (Headteacher)' */
function forWhom({ names }: TaskContext, { owner }: Duty): string {
  if (owner === null) return 'for nobody, as nobody is there who can do it: the leaders are told';
  return `for ${names.get(owner.person)?.name ?? 'somebody'} (${roleTitle(owner.role)})`;
}

function ofHold({ world }: TaskContext, id: string, was: CaseState, isInForce: boolean): string | null {
  const before = was.holds[id];
  const wasInForce = before !== undefined && before.endedAt === null;
  if (wasInForce === isInForce) return null;
  return `“${world.chain.holds[id]?.title ?? ''}” ${isInForce ? 'is in force from then on' : 'ends'}.`;
}
