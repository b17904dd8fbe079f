import { isOwed, lastRound } from './duties.ts';
import { stepsThatMayOpen } from './may-open.ts';
import { onlyIf } from './only-if.ts';
import type { CaseState, Duty, DutyState, Owner } from './state.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';
import type { Length, Limit } from '../clock/length.ts';
import type { Role } from '../language/role.ts';
import type { LateRung } from '../language/rung.ts';
import type { Step } from '../language/step.ts';

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
  /** On what decision it hangs, in words; null for what is owed, or will be in any case. */
  readonly onlyIf: string | null;
  readonly dueAt: Instant | null;
  readonly within: Limit | null;
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
    const duty = lastRound(state, step.id);
    if (duty === undefined) {
      return reachable.has(step.id) ? [followingStep(step, onlyIf(world, state, step, reachable))] : [];
    }
    return isOwed(duty) ? [owedStep(step, duty)] : [];
  });
  return [
    ...things.filter((thing) => thing.state !== 'mayFollow'),
    ...things.filter((thing) => thing.state === 'mayFollow'),
  ];
}

function owedStep(step: Step, duty: Duty): NextThing {
  return {
    ...described(step),
    step: duty.key,
    state: duty.state === 'late' ? 'late' : 'open',
    owner: duty.owner,
    ownerRole: duty.owner?.role ?? null,
    onlyIf: null,
    dueAt: duty.dueAt,
    remindAt: duty.remindAt,
    toldIfLate: tellsOf(step).flatMap(({ after, tell, rung }) => {
      const coming = duty.lateAt.find((each) => each.rung === rung);
      return coming === undefined && duty.dueAt !== null
        ? []
        : [{ at: coming?.at ?? null, after: after ?? null, roles: tell }];
    }),
  };
}

function followingStep(step: Step, condition: string | null): NextThing {
  return {
    ...described(step),
    state: 'mayFollow',
    owner: null,
    ownerRole: step.owner[0] ?? null,
    onlyIf: condition,
    dueAt: null,
    remindAt: [],
    toldIfLate: tellsOf(step).map(({ after, tell }) => ({ at: null, after: after ?? null, roles: tell })),
  };
}

/** The rungs of a step that tell somebody, with their place on the ladder. */
function tellsOf(step: Step): (Extract<LateRung, { tell: unknown }> & { readonly rung: number })[] {
  return step.late.flatMap((said, rung) => ('tell' in said ? [{ ...said, rung }] : []));
}

function described(step: Step): Pick<NextThing, 'step' | 'title' | 'sentence' | 'within'> {
  const { clock } = step;
  const within = clock === undefined ? null : 'within' in clock ? clock.within : clock.before;
  return { step: step.id, title: step.title, sentence: step.sentence, within };
}
