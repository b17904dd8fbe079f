import type { Duty, Role, Step } from '@trustward/chain';
import type { CaseTask } from '@trustward/contracts';
import { reachOf, reaches } from '@trustward/permissions';
import { ladderRole } from '../shared/ladder.ts';
import { roleTitle } from '../shared/role-words.ts';
import { isOfSchool } from './case-people.ts';
import type { TaskContext } from './task-context.ts';
import { wouldTake } from './trial.ts';

type Acts = Pick<CaseTask, 'mayTakeOver' | 'mayAcknowledge' | 'handOverTo' | 'waiveFor'>;

export const NO_ACTS: Acts = { mayTakeOver: false, mayAcknowledge: false, handOverTo: [], waiveFor: [] };

/** What else the reader may do with a duty that is owed, each as the reducer would answer it. */
export const actsOf = (context: TaskContext, step: Step, duty: Duty): Acts => ({
  mayTakeOver: mayTakeOver(context, step, duty),
  mayAcknowledge: wouldTake(context, { type: 'acknowledged', ...on(context, duty) }),
  handOverTo: handOverTo(context, step, duty),
  waiveFor: waiveFor(context, duty),
});

const on = ({ caller }: TaskContext, { key, version }: Duty) => ({ by: caller.personId, step: key, version });

function mayTakeOver(context: TaskContext, step: Step, duty: Duty): boolean {
  const { caller, record } = context;
  if (duty.owner?.person === caller.personId) return false;
  if (!caller.may('duty:takeOver', { schoolId: record.schoolId, owners: [] })) return false;
  const as = ladderRole(step, caller.posts, record.schoolId);
  return as !== undefined && wouldTake(context, { type: 'takenOver', ...on(context, duty), as });
}

/** Whoever the reader may ask to take it: on its ladder, there, and able to open the case before they accept. */
function handOverTo(context: TaskContext, step: Step, duty: Duty): CaseTask['handOverTo'] {
  if (duty.owner?.person !== context.caller.personId) return [];
  return takers(context, step).flatMap(({ person, role }) => {
    const name = context.names.get(person)?.name;
    const event = { type: 'handOverAsked', ...on(context, duty), to: person, as: role } as const;
    if (name === undefined || !wouldTake(context, event)) return [];
    return [{ id: person, name, role: roleTitle(role) }];
  });
}

/** Each person by the first rung they stand on. */
function takers({ world, record }: TaskContext, step: Step) {
  const byPerson = new Map<string, Role>();
  for (const rung of step.owner) {
    for (const { person, role, excluded } of world.people) {
      if (role !== rung || excluded || byPerson.has(person)) continue;
      const post = { role, schoolId: isOfSchool(role) ? record.schoolId : null };
      const opens = reaches(reachOf([post], 'case:read'), person, { schoolId: record.schoolId, owners: [] });
      if (opens) byPerson.set(person, rung);
    }
  }
  return [...byPerson].map(([person, role]) => ({ person, role }));
}

function waiveFor(context: TaskContext, duty: Duty): CaseTask['waiveFor'] {
  const reasons = Object.entries(context.world.chain.waiver?.reasons ?? {});
  const [first] = reasons;
  if (first === undefined) return [];
  const event = { type: 'waiverAsked', ...on(context, duty), reason: first[0] } as const;
  return wouldTake(context, event) ? reasons.map(([code, label]) => ({ code, label })) : [];
}
