import type { Cast } from './answer.ts';
import { peopleOf } from './casts.ts';
import { namedAnew } from './namings.ts';
import type { Chain } from '../language/chain.ts';
import type { Hold } from '../language/hold.ts';
import type { Role } from '../language/role.ts';
import type { Step } from '../language/step.ts';
import { isWaivable } from '../language/waivable.ts';
import { holdsOneOf, resolveOwner } from '../reducer/owner.ts';
import { personsInLine } from '../reducer/subject-line.ts';

/** The worst that a ladder can meet: whoever reported has left, and nobody has been appointed yet. */
export const NOBODY_NAMED = { appointed: {}, recused: [] } as const;

/** Whoever reports; somebody without a post, unless it is said. */
export const reporterIn = ({ named }: Cast): string => named?.reporter ?? 'reporter';

/** Some who may not do a step themselves, or who are not there to agree to it either. */
export interface Missing {
  readonly doing?: readonly string[];
  readonly away?: readonly string[];
}

/** Who can do what in a case, as the reducer would let them. */
export interface Able {
  /** The people on a step's ladder; what the law lays on one person, nobody else does. */
  readonly doers: (step: Step) => readonly string[];
  readonly canDo: (step: Step, missing?: Missing) => boolean;
  readonly canWaive: (step: Step, missing?: Missing) => boolean;
  /** On whom the law lays a step; whoever reports, though they may have left before. */
  readonly owner: (step: Step) => string;
  /** The same, where it came up with nobody appointed. */
  readonly ownerBefore: (step: Step) => string;
  /** Who is appointed to what, where it matters that they leave. */
  readonly appointed: Appointed;
  /** Everybody on whom the law lays something, and who is appointed, each of whom may leave. */
  readonly leavers: readonly string[];
  /** Whether others can waive what the law lays on somebody who is gone, with these. */
  readonly canWaiveFor: (step: Step, gone: readonly string[]) => boolean;
  readonly holders: (roles: readonly Role[]) => readonly string[];
  /** Whether somebody may ask to release a hold, and somebody else grant it, without these: both stand on some ladder. */
  readonly canRelease: (release: Release, away: readonly string[]) => boolean;
}

type Appointed = NonNullable<Cast['named']>;
type Release = NonNullable<Hold['release']>;

export function ableOf(chain: Chain, cast: Cast): Able {
  const named = { ...NOBODY_NAMED, appointed: cast.named ?? {} };
  const appointed: Appointed = Object.fromEntries(
    Object.entries(named.appointed).filter(([role]) =>
      (namedAnew(chain) as readonly string[]).includes(role),
    ),
  );
  const people = { chain, people: peopleOf(chain, cast), subject: cast.subject };
  const present = new Set(people.people.flatMap(({ person, excluded }) => (excluded ? [] : [person])));
  const known = new Map<string, readonly string[]>();
  const lines = new Map<Step, readonly string[]>();
  const holders = (roles: readonly Role[]): readonly string[] => {
    const key = roles.join();
    const found = known.get(key) ?? [...present].filter((person) => holdsOneOf(people, named, person, roles));
    known.set(key, found);
    return found;
  };
  /** Whoever holds a role and does not answer to the subject. */
  const outside = (step: Step, roles: readonly Role[]): readonly string[] => {
    const line = lines.get(step) ?? personsInLine(people, step);
    lines.set(step, line);
    return line.length === 0 ? holders(roles) : holders(roles).filter((person) => !line.includes(person));
  };
  const doers = (step: Step): readonly string[] => {
    if (!step.personal) return outside(step, step.owner);
    const owner = resolveOwner(step.owner, people, named, personsInLine(people, step));
    return owner === null ? [] : [owner.person];
  };
  /** Somebody who may ask, and enough others who may agree. Nobody agrees for a duty of theirs: whoever asks can take it over. */
  const agree = (
    step: Step,
    asking: readonly string[],
    by: readonly Role[],
    count: number,
    { doing = [], away = [] }: Missing = {},
  ): boolean =>
    asking.some(
      (one) =>
        ![...doing, ...away].includes(one) &&
        outside(step, by).filter((other) => ![one, ...away].includes(other)).length >= count,
    );
  const waive = (step: Step, asking: readonly string[], missing?: Missing): boolean =>
    isWaivable(chain, step) && agree(step, asking, chain.waiver?.agreedBy ?? [], 1, missing);
  const owner = (step: Step): string =>
    step.owner[0] === 'reporter' ? reporterIn(cast) : (doers(step)[0] ?? '');
  const ownerBefore = (step: Step): string =>
    owner({ ...step, owner: step.owner.filter((role) => !(role in appointed)) });
  return {
    doers,
    holders,
    owner,
    ownerBefore,
    appointed,
    canRelease: ({ by, grantedBy }, away) => {
      const kept = [...away, ...personsInLine(people)];
      const there = (roles: readonly Role[]) => holders(roles).filter((person) => !kept.includes(person));
      const takingPart = there(chain.steps.flatMap((step) => step.owner));
      const asking = there(by).filter((person) => takingPart.includes(person));
      const answering = (one: string) => there(grantedBy).filter((person) => person !== one);
      const isGranted = (one: string) => answering(one).some((person) => takingPart.includes(person));
      // Whoever asks in vain bars the others, unless nobody at all could answer.
      return asking.some(isGranted) && asking.every((one) => isGranted(one) || answering(one).length === 0);
    },
    leavers: [
      ...new Set([
        ...chain.steps.filter(({ personal }) => personal).map(ownerBefore),
        ...Object.values(appointed),
      ]),
    ],
    canDo: (step, missing) => agree(step, doers(step), step.approval?.by ?? [], agreeingTo(step), missing),
    canWaive: (step, missing) => !step.personal && waive(step, doers(step), missing),
    canWaiveFor: (step, gone) => step.personal && waive(step, outside(step, step.owner), { away: gone }),
  };
}

/** How many others must agree to a step. */
export const agreeingTo = ({ approval, path, personal }: Step): number =>
  approval === undefined || path !== undefined || personal ? 0 : approval.count;
