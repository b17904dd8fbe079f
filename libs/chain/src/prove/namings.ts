import type { Cast } from './answer.ts';
import { postsOf } from './posts.ts';
import type { Chain } from '../language/chain.ts';
import { derived } from '../language/derived.ts';
import type { CaseRole, Post } from '../language/role.ts';
import type { Step } from '../language/step.ts';

/** Who of those who hold a post reported, or is appointed. */
type Named = NonNullable<Cast['named']>;

/**
 * The same people, where one of them reported or is appointed: each who could so do what another step looks at that is
 * theirs too, or on whom alone the law would lay something.
 */
export function namedIn(chain: Chain, { subject, vacant, both }: Cast): Cast[] {
  if (vacant.length > 1 || both !== undefined) return [];
  const isThere = (post: Post): boolean => !subject.includes(post) && !vacant.includes(post);
  return namingsOf(chain)
    .filter((named) => Object.values(named).every(isThere))
    .map((named) => ({ subject, vacant, named }));
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
  return namings;
});

/** Whether a step would be for somebody of a post because of a role in the case, where it matters who did or does it. */
const gains = ({ steps }: Chain, { id, owner, personal }: Step, role: CaseRole, post: Post): boolean =>
  owner.includes(role) &&
  (personal ||
    (!owner.includes(post) &&
      steps.some((step) => step.otherThanDoerOf.includes(id) && step.owner.includes(post))));

/** The steps that must first have named those who only so may do theirs. */
export const namingFirst = ({ steps }: Chain, { named = {} }: Cast, { id, owner }: Step): string[] =>
  steps.flatMap((step) =>
    step.id !== id &&
    step.evidence.some(
      (field) => field.kind === 'appoint' && owner.includes(field.role) && named[field.role] !== undefined,
    )
      ? [step.id]
      : [],
  );
