import type { Cast } from './answer.ts';
import { canBeBarred } from './barred.ts';
import { postsOf } from './posts.ts';
import type { Chain } from '../language/chain.ts';
import { derived } from '../language/derived.ts';
import { isPost } from '../language/role.ts';
import type { CaseRole, Post, Role } from '../language/role.ts';
import type { EvidenceField } from '../language/evidence.ts';
import type { Step } from '../language/step.ts';
import type { Learned } from '../reducer/event.ts';

/** Who of those who hold a post reported, or is appointed. */
type Named = NonNullable<Cast['named']>;

/**
 * The same people, where somebody without a post is appointed to everything; and where one of them reported or is appointed:
 * each who could so do what another step looks at that is theirs too, or on whom alone the law would lay something.
 */
export function namedIn(chain: Chain, cast: Cast): Cast[] {
  const { subject, vacant, both } = cast;
  const isNamed = (role: Role): boolean =>
    !isPost(role) || (vacant.length < 2 && both === undefined && ![...subject, ...vacant].includes(role));
  return namingsOf(chain)
    .filter((named) => Object.values(named).every(isNamed))
    .map((named) => ({ ...cast, named }));
}

const namingsOf = derived((chain: Chain): readonly Named[] => {
  const [, ...namings] = (['reporter', 'caseManager', 'investigatingOfficer'] as const).reduce<Named[]>(
    (before, role) => {
      const posts = postsOf(chain).filter((post) =>
        chain.steps.some((step) => gains(chain, step, role, post)),
      );
      return before.flatMap((named) => [named, ...posts.map((post) => ({ ...named, [role]: post }))]);
    },
    [{}],
  );
  const roles = namedAnew(chain);
  const [one, another] = roles;
  const named = (personOf: (role: CaseRole) => CaseRole): Named =>
    Object.fromEntries(roles.map((role) => [role, personOf(role)]));
  // One person for all of it, and one for each: whoever leaves takes along what they were appointed to.
  return [
    ...(one === undefined ? [] : [named(() => one)]),
    ...(another === undefined ? [] : [named((role) => role)]),
    ...namings,
  ];
});

/**
 * What people are appointed to who may leave so that it matters: the law asks something of them, or their step, which then
 * comes up again, could be barred. Whoever stands on no ladder has nothing to stand down from.
 */
export const namedAnew = derived((chain: Chain): readonly CaseRole[] => {
  const { steps } = chain;
  const roles = steps.flatMap((step) => {
    const isBarred = step.otherThanDoerOf.length > 0 || canBeBarred(chain, step);
    return appointedIn(step.evidence).filter((role) =>
      steps.some(({ personal, owner }) => (personal || isBarred) && owner.includes(role)),
    );
  });
  return [...new Set(roles)];
});

/** What a form appoints people to. */
const appointedIn = (evidence: readonly EvidenceField[]): readonly CaseRole[] =>
  evidence.flatMap((field) => (field.kind === 'appoint' ? [field.role] : []));

/** Whom a form names, of those who have not left. */
export const namedBy = (
  evidence: readonly EvidenceField[],
  named: Named,
  recused: readonly string[] = [],
): NonNullable<Learned['appointed']> =>
  Object.fromEntries(
    appointedIn(evidence).flatMap((role) => {
      const person = named[role];
      return person === undefined || recused.includes(person) ? [] : [[role, person]];
    }),
  );

/** Whether a step would be for somebody of a post because of a role in the case, where it matters who did or does it. */
const gains = ({ steps }: Chain, { id, owner, personal }: Step, role: CaseRole, post: Post): boolean =>
  owner.includes(role) &&
  (personal ||
    (!owner.includes(post) &&
      steps.some((step) => step.otherThanDoerOf.includes(id) && step.owner.includes(post))));

/** The steps that must first have named those who only so may do theirs. */
export const namingFirst = ({ steps }: Chain, { named = {} }: Cast, { id, owner }: Step): string[] =>
  steps.flatMap((step) =>
    step.id !== id && owner.some((role) => Object.hasOwn(namedBy(step.evidence, named), role))
      ? [step.id]
      : [],
  );
