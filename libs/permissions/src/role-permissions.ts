import type { Me, SchoolPhase } from '@trustward/contracts';
import type { Permission } from './permission.ts';
import type { CasePart } from './condition.ts';
import type { Grant } from './scope.ts';

export interface Post extends Pick<Me['posts'][number], 'role' | 'schoolId'> {
  /** The end of a post that has one. */
  readonly until?: number | null;
  /** Of a post for the whole trust: the phases of the schools that it is for, where these are not all. */
  readonly phases?: readonly SchoolPhase[] | null;
}
export type Role = Post['role'];
type Grants = Readonly<Partial<Record<Permission, Grant>>>;

/** Whoever works for the trust may report, and rehearse it, and hears live what concerns them. */
const ANYONE_WHO_WORKS_HERE: Grants = { 'report:create': 'own', 'drill:open': 'own', 'live:read': 'own' };

/** Whoever works with children or for them may be let see a case by name, and is told of it. */
const MAY_BE_SHOWN: Grants = { ...ANYONE_WHO_WORKS_HERE, 'shared:read': 'named', 'notice:read': 'own' };

/** Whoever may stand on an owner ladder: their own duties, the cases these belong to, and what they are told. */
const MAY_OWN_A_DUTY: Grants = {
  ...MAY_BE_SHOWN,
  'duty:read': 'own',
  'duty:do': 'own',
  'duty:acknowledge': 'own',
  'duty:handOver': 'own',
  'duty:waive': 'own',
  'duty:pause': 'own',
  'duty:answer': 'own',
  'case:standDown': 'own',
  'case:mistake': 'own',
  'case:record': 'own',
  'hold:release': 'own',
  'case:read': 'own',
};

/** Lay people, of the place where the family lives: all that their part in a case needs, which is not who reported it. */
const LAY_AND_MAY_OWN_A_DUTY: Grants = {
  ...MAY_OWN_A_DUTY,
  'case:read': { scope: 'own', parts: ['headline', 'plan', 'record'] },
};

const SAFEGUARDS_A_SCHOOL: Grants = {
  ...MAY_OWN_A_DUTY,
  'case:read': 'school',
  'case:list': 'school',
  'case:share': 'school',
  'duty:takeOver': 'school',
  'drill:moveClock': 'school',
};

/** What each post may do, and how far. Roles only add to one another; nothing here takes away. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, Grants>> = {
  dsl: SAFEGUARDS_A_SCHOOL,
  deputyDsl: SAFEGUARDS_A_SCHOOL,
  headteacher: { ...SAFEGUARDS_A_SCHOOL, 'late:read': 'school' },
  staff: MAY_BE_SHOWN,
  localChair: LAY_AND_MAY_OWN_A_DUTY,
  deputyHead: MAY_OWN_A_DUTY,
  senco: MAY_OWN_A_DUTY,
  safeguardingGovernor: ANYONE_WHO_WORKS_HERE,
  governor: ANYONE_WHO_WORKS_HERE,
  trustSafeguardingLead: {
    ...MAY_OWN_A_DUTY,
    'case:read': 'trust',
    'case:list': 'trust',
    'case:share': 'trust',
    'duty:takeOver': 'trust',
    'drill:moveClock': 'trust',
    'late:read': 'trust',
    'change:confirm': 'trust',
  },
  ceo: { ...MAY_OWN_A_DUTY, 'duty:takeOver': 'trust', 'late:read': 'trust', 'change:confirm': 'trust' },
  trustChair: LAY_AND_MAY_OWN_A_DUTY,
  viceChair: LAY_AND_MAY_OWN_A_DUTY,
  safeguardingTrustee: LAY_AND_MAY_OWN_A_DUTY,
  hrAdviser: MAY_OWN_A_DUTY,
  /** Told of the trust's own settings, and of no case. */
  trustAdministrator: {
    ...ANYONE_WHO_WORKS_HERE,
    'change:make': 'trust',
    'change:confirm': 'trust',
    'people:read': 'trust',
    'people:invite': 'trust',
    'carrier:set': 'trust',
    'signIn:set': 'trust',
    'notice:read': 'own',
  },
  dataProtectionOfficer: MAY_BE_SHOWN,
  informationGovernanceLead: MAY_BE_SHOWN,
  auditor: { 'live:read': 'own' },
};

/** What a colleague may see of a case that somebody let them see: never who reported it. */
export const NAMED_PARTS = {
  headline: ['headline'],
  plan: ['headline', 'plan'],
  everything: ['headline', 'plan', 'record'],
} as const satisfies Readonly<Record<string, readonly CasePart[]>>;

/** Whoever holds one of these posts is shown no case by name, whatever else they are: it would come with them. */
const SHOWN_NO_CASE: readonly Role[] = ['safeguardingGovernor', 'governor', 'trustAdministrator', 'auditor'];

/** A post that only a later version beside this one knows may nothing here. */
export const permissionsOf = (role: Role) =>
  (ROLE_PERMISSIONS as Partial<typeof ROLE_PERMISSIONS>)[role] ?? {};

/** Whether somebody with these posts may be let see a case by name. */
export const mayBeShown = (posts: readonly Post[]): boolean =>
  posts.some(({ role }) => permissionsOf(role)['shared:read'] !== undefined) &&
  !posts.some(({ role }) => SHOWN_NO_CASE.includes(role));
