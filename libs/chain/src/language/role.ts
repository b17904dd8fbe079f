/**
 * The roles a ladder may name. A `school` or `trust` post is held by appointment, whatever the case. A `case` role is
 * held in one case only: whoever reported it, and whoever is appointed by a step.
 */
export const ROLES = {
  dsl: { title: 'Designated safeguarding lead', scope: 'school' },
  deputyDsl: { title: 'Deputy safeguarding lead', scope: 'school' },
  headteacher: { title: 'Headteacher', scope: 'school' },
  deputyHead: { title: 'Acting or deputy headteacher', scope: 'school' },
  senco: { title: 'Special educational needs coordinator', scope: 'school' },
  staff: { title: 'Member of staff', scope: 'school' },
  localChair: { title: 'Chair of the local governing body', scope: 'school' },
  safeguardingGovernor: { title: 'Safeguarding link governor', scope: 'school' },
  governor: { title: 'Governor', scope: 'school' },
  trustSafeguardingLead: { title: 'Trust safeguarding lead', scope: 'trust' },
  ceo: { title: 'Chief executive', scope: 'trust' },
  trustChair: { title: 'Chair of the trust board', scope: 'trust' },
  viceChair: { title: 'Vice-chair of the trust board', scope: 'trust' },
  safeguardingTrustee: { title: 'Safeguarding trustee', scope: 'trust' },
  hrAdviser: { title: 'HR adviser', scope: 'trust' },
  trustAdministrator: { title: 'Trust administrator', scope: 'trust' },
  dataProtectionOfficer: { title: 'Data protection officer', scope: 'trust' },
  informationGovernanceLead: { title: 'Information governance lead', scope: 'trust' },
  auditor: { title: 'Auditor', scope: 'trust' },
  reporter: { title: 'Whoever reported it', scope: 'case' },
  caseManager: { title: 'Case manager', scope: 'case' },
  investigatingOfficer: { title: 'Investigating officer', scope: 'case' },
} as const;

export type Role = keyof typeof ROLES;

/** Who sees nothing of cases, and why: no duty is theirs, they hear of none and agree to none. */
export const KEPT_OUT: Readonly<Partial<Record<Role, { readonly mayOwn: boolean; readonly why: string }>>> = {
  staff: { mayOwn: false, why: 'it is everybody who works at the school, who report and see no case' },
  safeguardingGovernor: { mayOwn: false, why: 'governors see figures and no case' },
  governor: { mayOwn: false, why: 'governors see figures and no case, and may have to judge an appeal' },
  trustAdministrator: { mayOwn: false, why: 'administrators set up the trust and see no case' },
  auditor: { mayOwn: false, why: 'auditors read what was done and have no part in it' },
  reporter: { mayOwn: true, why: 'whoever reported sees nothing beyond what they owe in person' },
};

/** A role that a person holds by appointment, whatever the case. */
export type Post = { [R in Role]: (typeof ROLES)[R]['scope'] extends 'case' ? never : R }[Role];
/** A role that is held in one case only. */
export type CaseRole = Exclude<Role, Post>;

export const POSTS = (Object.keys(ROLES) as Role[]).filter(isPost);

/** Whether a role is held by appointment rather than in one case. */
export function isPost(one: Role): one is Post {
  return ROLES[one].scope !== 'case';
}

/** The agencies outside the trust whom a step contacts, or whose answer it waits for. Contacts, never users. */
export const PARTIES = {
  designatedOfficer: 'The Designated Officer of the local authority',
  socialCare: "Children's social care",
  outOfHours: 'The emergency duty team',
  police: 'The police',
  ofsted: 'Ofsted',
  employer: 'The agency or employer',
  school: 'Another school',
  family: 'The child or their family',
  regulator: 'A regulator',
  partner: 'Another agency',
} as const;

export type Party = keyof typeof PARTIES;

/** Who hears of what is not done. */
export const LEADING: readonly Post[] = [
  'headteacher',
  'localChair',
  'trustSafeguardingLead',
  'ceo',
  'trustChair',
  'viceChair',
  'safeguardingTrustee',
];
