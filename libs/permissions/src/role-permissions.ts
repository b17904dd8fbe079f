import type { Me } from '@trustward/contracts';
import type { Permission } from './permission.ts';
import type { Scope } from './scope.ts';

export type Post = Pick<Me['posts'][number], 'role' | 'schoolId'>;
export type Role = Post['role'];
type Grants = Readonly<Partial<Record<Permission, Scope>>>;

/** Whoever works for the trust may report, and rehearse it, and hears live what concerns them. */
const ANYONE_WHO_WORKS_HERE: Grants = { 'report:create': 'own', 'drill:open': 'own', 'live:read': 'own' };

/** Whoever may stand on an owner ladder: their own duties, the cases these belong to, and what they are told. */
const MAY_OWN_A_DUTY: Grants = {
  ...ANYONE_WHO_WORKS_HERE,
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
  'notice:read': 'own',
};

const SAFEGUARDS_A_SCHOOL: Grants = {
  ...MAY_OWN_A_DUTY,
  'case:read': 'school',
  'case:list': 'school',
  'duty:takeOver': 'school',
  'drill:moveClock': 'school',
};

/** What each post may do, and how far. Roles only add to one another; nothing here takes away. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, Grants>> = {
  dsl: SAFEGUARDS_A_SCHOOL,
  deputyDsl: SAFEGUARDS_A_SCHOOL,
  headteacher: { ...SAFEGUARDS_A_SCHOOL, 'late:read': 'school' },
  staff: ANYONE_WHO_WORKS_HERE,
  localChair: MAY_OWN_A_DUTY,
  deputyHead: MAY_OWN_A_DUTY,
  senco: MAY_OWN_A_DUTY,
  safeguardingGovernor: ANYONE_WHO_WORKS_HERE,
  governor: ANYONE_WHO_WORKS_HERE,
  trustSafeguardingLead: {
    ...MAY_OWN_A_DUTY,
    'case:read': 'trust',
    'case:list': 'trust',
    'duty:takeOver': 'trust',
    'drill:moveClock': 'trust',
    'late:read': 'trust',
    'change:confirm': 'trust',
  },
  ceo: { ...MAY_OWN_A_DUTY, 'duty:takeOver': 'trust', 'late:read': 'trust', 'change:confirm': 'trust' },
  trustChair: MAY_OWN_A_DUTY,
  viceChair: MAY_OWN_A_DUTY,
  safeguardingTrustee: MAY_OWN_A_DUTY,
  hrAdviser: MAY_OWN_A_DUTY,
  /** Told of the trust's own settings, and of no case. */
  trustAdministrator: {
    ...ANYONE_WHO_WORKS_HERE,
    'change:make': 'trust',
    'change:confirm': 'trust',
    'carrier:set': 'trust',
    'notice:read': 'own',
  },
  dataProtectionOfficer: ANYONE_WHO_WORKS_HERE,
  informationGovernanceLead: ANYONE_WHO_WORKS_HERE,
  auditor: { 'live:read': 'own' },
};
