import type { Rule, Test } from './condition.ts';
import { PERMISSION_NAMES } from './permission.ts';
import type { Permission } from './permission.ts';
import { permissionsOf } from './role-permissions.ts';
import type { Post } from './role-permissions.ts';
import type { Grant, Named } from './scope.ts';

/** Somebody, as the declaration is read for them. */
export interface Who {
  readonly personId: string;
  readonly posts: readonly Post[];
  readonly named?: readonly Named[];
}

/** The names of everything these posts may do somewhere, in the declared order. */
export const mayOf = (posts: readonly Post[]): Permission[] =>
  PERMISSION_NAMES.filter((permission) => posts.some((post) => grantOf(post, permission) !== undefined));

/** How far one permission reaches for somebody: what each of their posts adds. No rule, and it reaches nothing. */
export const rulesOf = (who: Who, permission: Permission): Rule[] =>
  who.posts.flatMap((post) => {
    const grant = grantOf(post, permission);
    if (grant === undefined) return [];
    const { scope, parts } = typeof grant === 'string' ? { scope: grant, parts: null } : grant;
    const { until = null } = post;
    const boxed: Test[] = until === null ? [] : [{ field: 'now', before: until }];
    return placesOf(who, post, scope).map((rule) => ({
      when: [...rule.when, ...boxed],
      parts: rule.parts ?? parts,
    }));
  });

const all = (...when: Test[]): Rule => ({ when, parts: null });

function placesOf({ personId, named = [] }: Who, post: Post, scope: Grant & string): Rule[] {
  const own = all({ field: 'owners', has: personId });
  if (scope === 'own') return [own];
  if (scope === 'named') {
    const none = all({ field: 'caseId', in: [] });
    const each = named.map(({ caseId, until, parts }) => ({
      when: [{ field: 'caseId', in: [caseId] } as const, { field: 'now', before: until } as const],
      parts,
    }));
    return [none, ...each];
  }
  if (scope === 'trust') {
    // Whoever leads some phases only may stand on a ladder elsewhere, and must be able to read what they owe there.
    const { phases = null } = post;
    return phases === null ? [all()] : [all({ field: 'phase', in: phases }), own];
  }
  // A school post without its school reaches nothing: better no access than every school's.
  return post.schoolId === null ? [] : [all({ field: 'schoolId', in: [post.schoolId] })];
}

const grantOf = (post: Post, permission: Permission): Grant | undefined =>
  permissionsOf(post.role)[permission];
