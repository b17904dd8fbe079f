import { PERMISSION_NAMES } from './permission.ts';
import type { Permission } from './permission.ts';
import { ROLE_PERMISSIONS } from './role-permissions.ts';
import type { Post } from './role-permissions.ts';
import { NO_REACH } from './scope.ts';
import type { Reach } from './scope.ts';

/** The names of everything these posts may do somewhere, in the declared order. */
export const mayOf = (posts: readonly Post[]): Permission[] =>
  PERMISSION_NAMES.filter((permission) => posts.some((post) => grantOf(post, permission) !== undefined));

/** How far one permission reaches for these posts: the union of what each post gives. */
export function reachOf(posts: readonly Post[], permission: Permission): Reach {
  return posts.reduce((reach, post) => widen(reach, post, permission), NO_REACH);
}

function widen(reach: Reach, post: Post, permission: Permission): Reach {
  const scope = grantOf(post, permission);
  if (scope === undefined) return reach;
  if (scope === 'trust') return { ...reach, trust: true };
  if (scope === 'own') return { ...reach, own: true };
  // A school post without its school reaches nothing: better no access than every school's.
  if (post.schoolId === null || reach.schoolIds.includes(post.schoolId)) return reach;
  return { ...reach, schoolIds: [...reach.schoolIds, post.schoolId] };
}

const grantOf = (post: Post, permission: Permission) => ROLE_PERMISSIONS[post.role][permission];
