import { lengthOf } from './clock-of-duty.ts';
import { dutyOf, isOwed } from './duties.ts';
import { holds } from './holds.ts';
import type { CaseState, Duty, DutyState, Owner } from './state.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';
import type { Length } from '../clock/length.ts';
import type { Step } from '../language/chain.ts';
import { couldHold } from '../language/could-hold.ts';
import type { Role } from '../language/role.ts';

/** One thing that is owed now, or may be owed later. */
export interface NextThing {
  readonly step: string;
  readonly title: string;
  readonly sentence: string;
  /** The state of a duty that is owed; 'mayFollow' for a step that has not opened. */
  readonly state: Extract<DutyState, 'open' | 'late'> | 'mayFollow';
  readonly owner: Owner | null;
  /** Who owns it, or would be asked first. Null when nobody on the ladder can act. */
  readonly ownerRole: Role | null;
  readonly dueAt: Instant | null;
  readonly within: Length | null;
  readonly remindAt: readonly Instant[];
  /** Who hears of it if it is late and has not been told yet; `at` is null while the clock does not run. */
  readonly toldIfLate: readonly {
    readonly at: Instant | null;
    readonly after: Length | null;
    readonly roles: readonly Role[];
  }[];
}

/** What is owed now, then what may follow, each in the chain's order. */
export function whatHappensNext(world: World, state: CaseState): NextThing[] {
  const reachable = stepsThatMayOpen(world, state);
  const things = world.chain.steps.flatMap((step) => {
    const duty = dutyOf(state, step.id);
    if (duty === undefined) return reachable.has(step.id) ? [followingStep(world, step)] : [];
    return isOwed(duty) ? [owedStep(world, step, duty)] : [];
  });
  return [
    ...things.filter((thing) => thing.state !== 'mayFollow'),
    ...things.filter((thing) => thing.state === 'mayFollow'),
  ];
}

function owedStep(world: World, step: Step, duty: Duty): NextThing {
  return {
    ...described(world, step),
    state: duty.state === 'late' ? 'late' : 'open',
    owner: duty.owner,
    ownerRole: duty.owner?.role ?? null,
    dueAt: duty.dueAt,
    remindAt: duty.remindAt,
    toldIfLate: step.late.flatMap(({ after, tell }, rung) => {
      const coming = duty.lateAt.find((each) => each.rung === rung);
      return coming === undefined && duty.dueAt !== null
        ? []
        : [{ at: coming?.at ?? null, after: after ?? null, roles: tell }];
    }),
  };
}

function followingStep(world: World, step: Step): NextThing {
  return {
    ...described(world, step),
    state: 'mayFollow',
    owner: null,
    ownerRole: step.owner[0] ?? null,
    dueAt: null,
    remindAt: [],
    toldIfLate: step.late.map(({ after, tell }) => ({ at: null, after: after ?? null, roles: tell })),
  };
}

function described(world: World, step: Step): Pick<NextThing, 'step' | 'title' | 'sentence' | 'within'> {
  const within = step.clock === undefined ? null : lengthOf(world.authority, step.clock);
  return { step: step.id, title: step.title, sentence: step.sentence, within };
}

/** The steps not open yet that could be, going by what has been answered and decided. */
function stepsThatMayOpen(world: World, state: CaseState): ReadonlySet<string> {
  const may = new Set<string>();
  if (state.endedAt !== null) return may;
  for (let grown = true; grown;) {
    grown = false;
    for (const { id, when } of world.chain.steps) {
      if (may.has(id) || dutyOf(state, id) !== undefined || when === undefined) continue;
      if (!couldHold(when, true, (condition, wanted) => couldBecome(condition, wanted, state, may))) continue;
      may.add(id);
      grown = true;
    }
  }
  return may;
}

/** Answers stay, and so does what was done; everything still owed or to come may go either way. */
function couldBecome(
  condition: Parameters<Parameters<typeof couldHold>[2]>[0],
  wanted: boolean,
  state: CaseState,
  may: ReadonlySet<string>,
): boolean {
  const isTrue = holds(condition, state);
  if ('fact' in condition || isTrue) return isTrue === wanted;
  const id = 'done' in condition ? condition.done : condition.outcome;
  const duty = dutyOf(state, id);
  return !wanted || (duty === undefined ? may.has(id) : isOwed(duty));
}
