import { besidesOwner, isPost, whoHears } from '@trustward/chain';
import type { Duty, DutyState, Role, Step } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { inWords, theRole } from '../shared/role-words.ts';
import type { TaskContext } from './task-context.ts';

/** Whom the news that a duty became late has reached, by duty; a duty whose news is still on its way is not in it. */
export type ToldLate = ReadonlyMap<string, readonly string[]>;

const TOLD_LATE = `select step, told_to as "toldTo" from app.delivery
  where tenant_id = $1 and case_id = $2 and because = 'breach' and state <> 'pending'`;

export async function toldLate(tx: Tx, caseId: string): Promise<ToldLate> {
  const rows = await tx.query<{ step: string; toldTo: readonly string[] }>(
    TOLD_LATE,
    [tx.tenantId, caseId],
    'told-late',
  );
  const told = new Map<string, readonly string[]>();
  for (const { step, toldTo } of rows) told.set(step, [...(told.get(step) ?? []), ...toldTo]);
  return told;
}

/**
 * 'If it is late, Ms Adeyemi (headteacher) and Mr Okafor (chief executive) are told.' Once it is late, they are being told;
 * and when that was sent, those whom it reached were. Nobody reads that somebody was told who was not.
 */
export function ifLate(context: TaskContext, step: Step, duty: Duty, state: DutyState): string | null {
  const first = step.late.find((rung) => 'tell' in rung);
  if (first === undefined) return null;
  const reached = context.toldLate.get(duty.key);
  const { world, record } = context;
  const tell = besidesOwner(world, record.state, duty, first.tell);
  const roles = whoHears(world, record.state, tell, duty.key);
  if (reached !== undefined) return wereTold(context, roles, reached);
  const told = roles.flatMap((role) => willBeTold(context, role));
  const [are, who] = [told.length === 1 ? 'is' : 'are', inWords(told)];
  if (told.length === 0) return 'If it is late, there is nobody to tell.';
  if (state === 'late' && first.after === undefined) {
    return capitalised(`${who} ${are} being told that it is late.`);
  }
  return `If it ${state === 'late' ? 'stays' : 'is'} late, ${who} ${are} told.`;
}

function wereTold(context: TaskContext, roles: readonly Role[], reached: readonly string[]): string {
  if (reached.length === 0) return 'Nobody could be told when it became late.';
  const who = reached.map((person) => {
    const role = roles.find((each) => holdersOf(context, each).includes(person));
    return nameAs(context, person, role) ?? 'somebody';
  });
  return capitalised(`${inWords(who)} ${who.length === 1 ? 'was' : 'were'} told when it became late.`);
}

/** The first who holds a role and would hear: not kept out of the case, not stood down from it, not suspended. */
function willBeTold(context: TaskContext, role: Role): string[] {
  const { names, record } = context;
  const person = holdersOf(context, role).find(
    (each) => names.get(each)?.suspended === false && !record.state.recused.includes(each),
  );
  return person === undefined ? [] : [nameAs(context, person, role) ?? theRole(role)];
}

function holdersOf({ world, record }: TaskContext, role: Role): string[] {
  const outside = new Set(world.people.filter(({ excluded }) => excluded).map(({ person }) => person));
  const holders = isPost(role)
    ? world.people.filter((each) => each.role === role).map(({ person }) => person)
    : [record.state.appointed[role]].filter((each) => each !== undefined);
  return holders.filter((person) => !outside.has(person));
}

function nameAs({ names }: TaskContext, person: string, role: Role | undefined): string | null {
  const name = names.get(person)?.name;
  if (name === undefined) return null;
  return role === undefined ? name : `${name} (${theRole(role).slice('the '.length)})`;
}

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
