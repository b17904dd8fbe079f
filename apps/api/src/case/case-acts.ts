import { answersOf, knownNow, owedVersions } from '@trustward/chain';
import type { CaseEvent, Role } from '@trustward/chain';
import type { CaseActs } from '@trustward/contracts';
import { isoOrNull } from '../shared/instants.ts';
import type { TaskContext } from './task-context.ts';
import { wouldTake } from './trial.ts';
import { waitingOf, whoBeside } from './waiting.ts';
import { offerOf, whatComes, whatComesOfDating } from './what-comes.ts';

/** What the reader may do with the case as a whole, each as the reducer would take it. */
export function caseActsOf(context: TaskContext): CaseActs {
  const by = context.caller.personId;
  return {
    owed: owedVersions(context.world, context.record.state),
    known: knownNow(context.record.state),
    standDown: offerOf(context, { type: 'recused', by }),
    askMistake: wouldTake(context, { type: 'mistakeAsked', by })
      ? { answerers: whoBeside(context, agreesToMistake(context), by) }
      : null,
    mistake: mistakeOf(context),
    events: eventsOf(context),
    answers: answersOfCase(context),
  };
}

function mistakeOf(context: TaskContext): CaseActs['mistake'] {
  const { mistakeAskedBy: asker, mistakeAskedAt: askedAt, endedAt } = context.record.state;
  if (asker === null || endedAt !== null) return null;
  const by = context.caller.personId;
  return waitingOf(context, {
    ...{ asker, askedAt },
    type: 'mistakeAsked',
    hold: null,
    roles: agreesToMistake(context),
    agree: { type: 'mistakeAgreed', by },
    decline: { type: 'mistakeDeclined', by },
  });
}

const agreesToMistake = ({ world }: TaskContext): readonly Role[] => world.chain.mistake?.agreedBy ?? [];

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
