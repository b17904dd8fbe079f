import { answersOf, resolveOwner } from '@trustward/chain';
import type { CaseEvent, Role } from '@trustward/chain';
import type { CaseActs } from '@trustward/contracts';
import { iso, isoOrNull } from '../shared/instants.ts';
import { namesThem } from './task-asked.ts';
import type { TaskContext } from './task-context.ts';
import { wouldTake } from './trial.ts';
import { offerOf, whatComes, whatComesOfDating } from './what-comes.ts';

/** What the reader may do with the case as a whole, each as the reducer would take it. */
export function caseActsOf(context: TaskContext): CaseActs {
  const by = context.caller.personId;
  return {
    standDown: offerOf(context, { type: 'recused', by }),
    askMistake: wouldTake(context, { type: 'mistakeAsked', by })
      ? { answerers: namesThem(rolesBeside(context, by)) }
      : null,
    mistake: mistakeOf(context),
    events: eventsOf(context),
    answers: answersOfCase(context),
  };
}

/** The roles in which somebody else is there to agree that it was a mistake. */
function rolesBeside({ world, record }: TaskContext, asker: string): Role[] {
  const roles = world.chain.mistake?.agreedBy ?? [];
  return roles.filter((role) => resolveOwner([role], world, record.state, [asker]) !== null);
}

function mistakeOf(context: TaskContext): CaseActs['mistake'] {
  const { caller, record, names, written } = context;
  const { mistakeAskedBy: asker, endedAt } = record.state;
  const asked = written.findLast(({ type }) => type === 'mistakeAsked');
  if (asker === null || endedAt !== null) return null;
  const by = caller.personId;
  const said = asked?.words['reason'];
  return {
    by: names.get(asker)?.name ?? '',
    byMe: asker === by,
    at: iso(asked?.at ?? record.state.playedTo),
    said: typeof said === 'string' ? said : null,
    answerers: namesThem(rolesBeside(context, asker)),
    agree: offerOf(context, { type: 'mistakeAgreed', by }),
    mayDecline: wouldTake(context, { type: 'mistakeDeclined', by }),
  };
}

function eventsOf(context: TaskContext): CaseActs['events'] {
  const { world, record, caller } = context;
  return Object.entries(world.chain.events).flatMap(([event, { title, dated }]) => {
    const comes = dated
      ? whatComesOfDating(context, event)
      : whatComes(context, { type: 'eventRecorded', by: caller.personId, event });
    if (comes === null) return [];
    const { recordedAt = null, date = null } = record.state.events[event] ?? {};
    return { event, title, dated, recordedAt: isoOrNull(recordedAt), date: isoOrNull(date), comes };
  });
}

function answersOfCase(context: TaskContext): CaseActs['answers'] {
  const { world, record, caller } = context;
  return Object.entries(world.chain.facts).flatMap(([fact, asked]) => {
    const labels = answersOf(asked);
    const given = record.state.facts[fact];
    const answer = given === undefined ? undefined : labels[given];
    if (answer === undefined) return [];
    const others = Object.entries(labels).flatMap(([code, label]) => {
      const event: CaseEvent = { type: 'learned', by: caller.personId, facts: { [fact]: code } };
      const comes = code === given ? null : whatComes(context, event);
      return comes === null ? [] : [{ code, label, comes }];
    });
    return others.length === 0 ? [] : [{ fact, question: asked.question, answer, others }];
  });
}
