import type { Role, Step } from '@trustward/chain';
import { reachOf } from '@trustward/permissions';
import type { Post } from '@trustward/permissions';

/** The posts by which somebody may take duties over at this school. */
const ablePosts = (posts: readonly Post[], schoolId: string): Role[] =>
  posts
    .filter((post) => {
      const { trust, schoolIds } = reachOf([post], 'duty:takeOver');
      return trust || schoolIds.includes(schoolId);
    })
    .map(({ role }) => role);

/** The first role on a step's ladder by which somebody with these posts may take it over. */
export function ladderRole(
  step: Pick<Step, 'owner'>,
  posts: readonly Post[],
  schoolId: string,
): Role | undefined {
  const able = ablePosts(posts, schoolId);
  return step.owner.find((role) => able.includes(role));
}
