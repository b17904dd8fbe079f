import { advance, describeLength } from '@trustward/chain';
import type { CaseEvent, Duty, Role, Step } from '@trustward/chain';
import type { CaseTask } from '@trustward/contracts';
import { covers } from '@trustward/permissions';
import { ladderRole } from '../shared/ladder.ts';
import { roleTitle } from '../shared/role-words.ts';
import { isOfSchool } from './case-people.ts';
import type { TaskContext } from './task-context.ts';
import { waysOfDoing } from './may-do.ts';
import { whoMayAgree } from './task-asked.ts';
import { presentOf, wouldTake } from './trial.ts';
import { offerOf, whatComes } from './what-comes.ts';

type OnDuty = Extract<CaseEvent, { type: 'done' | 'pauseAsked' }>;
type Acts = Pick<
  CaseTask,
  'mayTakeOver' | 'mayAcknowledge' | 'handOverTo' | 'waiveFor' | 'pause' | 'resume' | 'agreement'
>;

export const NO_ACTS: Acts = {
  mayTakeOver: false,
  mayAcknowledge: false,
  handOverTo: [],
  waiveFor: [],
  pause: null,
  resume: null,
  agreement: null,
};

/** What else the reader may do with a duty that is owed, each as the reducer would answer it. */
export const actsOf = (context: TaskContext, step: Step, duty: Duty): Acts => ({
  mayTakeOver: mayTakeOver(context, step, duty),
  mayAcknowledge: wouldTake(context, { type: 'acknowledged', ...on(context, duty) }),
  handOverTo: handOverTo(context, step, duty),
  waiveFor: waiveFor(context, duty),
  pause: pauseOf(context, step, duty),
  resume: duty.pauses.length === 0 ? null : offerOf(context, { type: 'resumed', ...on(context, duty) }),
  agreement: agreementOf(context, step, duty),
});

const on = ({ caller }: TaskContext, { key, version }: Duty) => ({ by: caller.personId, step: key, version });

function mayTakeOver(context: TaskContext, step: Step, duty: Duty): boolean {
  const { caller, record } = context;
  if (duty.owner?.person === caller.personId) return false;
  const as = ladderRole(step, caller, { ...record, owners: [] });
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
      const here = { ...record, owners: [], now: record.realNow };
      const opens = covers({ personId: person, posts: [post] }, 'case:read', here);
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
  return wouldTake(context, event) ? choicesOf(context.world.chain.waiver?.reasons) : [];
}

const choicesOf = (labels: Readonly<Record<string, string>> = {}) =>
  Object.entries(labels).map(([code, label]) => ({ code, label }));

/** Asking that its clock stands still, and whose answer that would wait for. */
function pauseOf(context: TaskContext, step: Step, duty: Duty): CaseTask['pause'] {
  const { reasons = {}, atMost } = step.clock?.mayPause ?? {};
  const [reason] = Object.keys(reasons);
  if (reason === undefined) return null;
  const answerers = askedOnce(context, step, { type: 'pauseAsked', ...on(context, duty), reason });
  if (answerers === null) return null;
  const longest = atMost === undefined ? null : describeLength(atMost);
  return { reasons: choicesOf(reasons), atMost: longest, answerers };
}

/** The agreement that doing it would wait for, with whichever outcome it takes, and what comes of doing it without. */
function agreementOf(context: TaskContext, step: Step, duty: Duty): CaseTask['agreement'] {
  if (step.approval === undefined) return null;
  const doing = waysOfDoing(step, on(context, duty)).find((event) => wouldTake(context, event));
  const answerers = doing === undefined ? null : askedOnce(context, step, doing);
  if (doing === undefined || answerers === null) return null;
  const reasons = step.approval?.emergency?.reasons ?? {};
  const [emergency] = Object.keys(reasons);
  const comes = emergency === undefined ? null : whatComes(context, { ...doing, emergency });
  return { answerers, emergencyFor: comes === null ? [] : choicesOf(reasons), comes: comes ?? [] };
}

/** Who would be asked to agree, in words, if this were done now; null where nobody would, or where it is refused. */
function askedOnce({ world, record }: TaskContext, step: Step, event: OnDuty): string | null {
  const tried = advance(world, record.state, event, presentOf(record));
  const duty = tried.ok ? tried.state.duties[event.step] : undefined;
  if (!tried.ok || duty === undefined || duty.asked === null) return null;
  return whoMayAgree({ world, record: { ...record, state: tried.state } }, step, duty, duty.asked);
}
