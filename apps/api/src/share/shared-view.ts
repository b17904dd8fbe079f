import { isOwed, whatHappensNext } from '@trustward/chain';
import type { CaseTask, SharedCase, TimelineEntry } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import { openHeader } from '@trustward/casework';
import type { CasePart } from '@trustward/permissions';
import { accountOf } from '../case/account-of.ts';
import { answersIn } from '../case/case-answers.ts';
import { numbersOfCase } from '../case/case-context.ts';
import { holdsOf } from '../case/case-holds.ts';
import { nameIn } from '../case/case-people.ts';
import { tasksOf } from '../case/case-task.ts';
import type { TaskContext } from '../case/task-context.ts';
import { childShown, nowOf } from '../shared/case-row.ts';
import { iso, isoOrNull } from '../shared/instants.ts';
import { roleTitle } from '../shared/role-words.ts';
import type { LiveShare } from './live-shares.ts';

/**
 * A case as far as these parts of it go. Each field is taken by name: what is new on the case page is not here by itself.
 */
export function sharedView(
  tx: Tx,
  context: TaskContext,
  share: LiveShare,
  parts: readonly CasePart[],
  timeline: readonly TimelineEntry[],
): SharedCase {
  const { record, world, names } = context;
  const { caseId, reference, school, drill, wrappedKey, sealed } = record;
  const tasks = parts.includes('plan') || parts.includes('record') ? tasksOf(context) : [];
  return {
    ...{ caseId, reference, school, drill },
    part: share.part,
    givenBy: nameIn(names, share.givenBy) ?? '',
    givenAt: iso(share.givenAt),
    until: iso(share.until),
    now: iso(nowOf(record)),
    endedAt: isoOrNull(record.endedAt),
    child: childShown(openHeader(tx, { id: caseId, wrappedKey, sealed })),
    lead: leadOf(context),
    numbers: numbersOfCase(tx, record, world),
    plan: parts.includes('plan') ? planOf(context, tasks) : null,
    record: parts.includes('record') ? recordIn(context, tasks, timeline) : null,
  };
}

/** Whoever owes what is next. */
function leadOf({ record, world, names }: TaskContext): SharedCase['lead'] {
  const owner = whatHappensNext(world, record.state).find((thing) => thing.owner !== null)?.owner;
  if (owner === undefined || owner === null) return null;
  return { id: owner.person, name: nameIn(names, owner.person) ?? '', role: roleTitle(owner.role) };
}

function planOf(context: TaskContext, tasks: readonly CaseTask[]): SharedCase['plan'] {
  const owed = new Set(
    Object.values(context.record.state.duties)
      .filter(isOwed)
      .map(({ key }) => key),
  );
  return {
    tasks: tasks
      .filter(({ step }) => owed.has(step))
      .map(({ step, title, sentence, state, owner, clock, theirs, asked, agreedBy }) => ({
        ...{ step, title, sentence, state, owner, clock },
        theirs: theirs?.who ?? null,
        asked: asked === null ? null : { for: asked.for, by: asked.by, agreedBy },
      })),
    holds: holdsOf(context).map(({ id, title, sentence }) => ({ id, title, sentence })),
  };
}

function recordIn(
  { record, world, written }: TaskContext,
  tasks: readonly CaseTask[],
  timeline: readonly TimelineEntry[],
): SharedCase['record'] {
  return {
    title: world.chain.title,
    account: accountOf(written),
    answers: answersIn(world.chain, record.state).map(({ question, answer }) => ({ question, answer })),
    done: tasks
      .filter(({ doneAt, endedAt }) => doneAt !== null || endedAt !== null)
      .map(({ step, title, state, doneBy, doneAt, endedAt, outcome, recorded }) => ({
        ...{ step, title, state, doneBy, endedAt: doneAt ?? endedAt, outcome },
        recorded,
      })),
    timeline: [...timeline],
  };
}
