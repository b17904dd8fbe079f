export { PERMISSIONS, PERMISSION_NAMES } from './permission.ts';
export type { Permission, SubjectName, Verb } from './permission.ts';
export { NO_REACH, SCOPES, reaches } from './scope.ts';
export type { Reach, Scope } from './scope.ts';
export { ROLE_PERMISSIONS } from './role-permissions.ts';
export type { Post, Role } from './role-permissions.ts';
export { mayOf, reachOf } from './may.ts';
export { abilityFor, may } from './ability.ts';
export type { Ability, Thing } from './ability.ts';
