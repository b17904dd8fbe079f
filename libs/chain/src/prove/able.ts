import type { Cast } from './answer.ts';
import { peopleOf } from './casts.ts';
import type { Chain } from '../language/chain.ts';
import type { Role } from '../language/role.ts';
import type { Step } from '../language/step.ts';
import { holdsOneOf } from '../reducer/owner.ts';
import { personsInLine } from '../reducer/subject-line.ts';

/** The case roles of a case in which nobody has been appointed yet: the worst that a ladder can meet. */
export const CASE_ROLES = { appointed: { reporter: 'reporter' }, recused: [] } as const;

/** Who can do what in a case, as the reducer would let them. */
export interface Able {
  /** The people on a step's ladder. */
  readonly doers: (step: Step) => readonly string[];
  readonly canDo: (step: Step, without?: readonly string[]) => boolean;
  readonly canWaive: (step: Step, without?: readonly string[]) => boolean;
  readonly holders: (roles: readonly Role[]) => readonly string[];
}

export function ableOf(chain: Chain, cast: Cast): Able {
  const people = { chain, people: peopleOf(chain, cast), subject: cast.subject };
  const present = people.people.filter(({ excluded }) => !excluded).map(({ person }) => person);
  const everybody = [...new Set(present), 'reporter'];
  const known = new Map<string, readonly string[]>();
  const holders = (roles: readonly Role[]): readonly string[] => {
    const key = roles.join();
    const found =
      known.get(key) ?? everybody.filter((person) => holdsOneOf(people, CASE_ROLES, person, roles));
    known.set(key, found);
    return found;
  };
  /** Whoever holds a role and does not answer to the subject. */
  const outside = (step: Step, roles: readonly Role[]): readonly string[] => {
    const line = personsInLine(people, step);
    return line.length === 0 ? holders(roles) : holders(roles).filter((person) => !line.includes(person));
  };
  const doers = (step: Step): readonly string[] => outside(step, step.owner);
  /** Somebody who may ask, and enough others who may agree. Nobody agrees for a duty of theirs: whoever asks can take it over. */
  const agree = (step: Step, by: readonly Role[], count: number, without: readonly string[]): boolean =>
    doers(step).some(
      (doer) =>
        !without.includes(doer) && outside(step, by).filter((other) => other !== doer).length >= count,
    );
  return {
    doers,
    holders,
    canDo: (step, without = []) =>
      isAskedNobody(step)
        ? doers(step).some((doer) => !without.includes(doer))
        : agree(step, step.approval?.by ?? [], step.approval?.count ?? 1, without),
    canWaive: (step, without = []) =>
      isWaivable(chain, step) && agree(step, chain.waiver?.agreedBy ?? [], 1, without),
  };
}

/** Whether a step is done without anybody's agreement. */
export const isAskedNobody = ({ approval, path, personal }: Step): boolean =>
  approval === undefined || path !== undefined || personal;

/** The step that closes a case is never waived: the case would stay open for ever. */
const isWaivable = ({ waiver }: Chain, { path, personal, closes }: Step): boolean =>
  waiver !== undefined && path === undefined && !personal && closes === undefined;
