import { rolesThatMayAgree } from '@trustward/chain';
import type { Asked, Duty, Role, Step } from '@trustward/chain';
import type { CaseTask } from '@trustward/contracts';
import { iso, isoOrNull } from '../shared/instants.ts';
import { orInWords, theRole } from '../shared/role-words.ts';
import { writtenFor } from './task-context.ts';
import type { TaskContext } from './task-context.ts';
import { wouldTake } from './trial.ts';
import type { Tried } from './trial.ts';

const EVENT = {
  done: 'done',
  waiver: 'waiverAsked',
  handOver: 'handOverAsked',
  pause: 'pauseAsked',
} as const;
/** Under which name the words of an asking are kept. */
const SAID = { done: null, waiver: 'why', handOver: 'reason', pause: 'why' } as const;

/** Something asked for on a duty, as whoever may answer reads it. */
export function askedOf(context: TaskContext, step: Step, duty: Duty): CaseTask['asked'] {
  const { asked } = duty;
  if (asked === null) return null;
  const { caller, names } = context;
  const nameOf = (person: string): string => names.get(person)?.name ?? '';
  const field = SAID[asked.for];
  const said = field === null ? undefined : writtenFor(context, EVENT[asked.for], duty.key)[field];
  const { key, version } = duty;
  // Whoever may say no may answer, or asked it themselves; yes may meanwhile be gated or held.
  const no = { type: 'declined', by: caller.personId, step: key, version, to: asked.for } as const;
  const mayEnd = wouldTake(context, no);
  return {
    for: asked.for,
    by: nameOf(asked.by),
    byMe: asked.by === caller.personId,
    at: iso(asked.at),
    answerers: asked.to === null ? whoMayAgree(context, step, duty, asked) : nameOf(asked.to.person),
    reason: reasonLabel(context, step, asked.reason),
    said: typeof said === 'string' ? said : null,
    outcome: asked.outcome === null ? null : (step.outcomes?.[asked.outcome]?.label ?? null),
    agreedBy: asked.agreedBy.map(nameOf),
    answerBy: isoOrNull(asked.answerBy),
    mayAnswer: mayEnd && asked.by !== caller.personId,
    mayTakeBack: mayEnd && asked.by === caller.personId,
  };
}

/** Where nobody can, the leaders were told when it was asked. */
export const whoMayAgree = ({ world, record }: Tried, step: Step, duty: Duty, asked: Asked): string =>
  namesThem(rolesThatMayAgree(world, record.state, { step, duty }, asked));

/** 'the headteacher or the chief executive' */
export const namesThem = (roles: readonly Role[]): string =>
  roles.length === 0 ? 'somebody else who may agree; nobody is there now' : orInWords(roles.map(theRole));

/** A coded reason as people read it: for leaving a duty out, for stopping its clock, or for an emergency. */
export function reasonLabel({ world }: TaskContext, step: Step, code: string | null): string | null {
  if (code === null) return null;
  const known = {
    ...world.chain.waiver?.reasons,
    ...step.clock?.mayPause?.reasons,
    ...step.approval?.emergency?.reasons,
  };
  return known[code] ?? null;
}
