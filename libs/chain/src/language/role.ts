import * as z from 'zod';

/** The posts a person may hold in a trust. `trust` posts have no school. */
export const ROLES = {
  dsl: { title: 'Designated safeguarding lead', scope: 'school' },
  deputyDsl: { title: 'Deputy safeguarding lead', scope: 'school' },
  headteacher: { title: 'Headteacher', scope: 'school' },
  staff: { title: 'Member of staff', scope: 'school' },
  localChair: { title: 'Chair of the local governing body', scope: 'school' },
  governor: { title: 'Governor', scope: 'school' },
  trustSafeguardingLead: { title: 'Trust safeguarding lead', scope: 'trust' },
  ceo: { title: 'Chief executive', scope: 'trust' },
  trustChair: { title: 'Chair of the trust board', scope: 'trust' },
  viceChair: { title: 'Vice-chair of the trust board', scope: 'trust' },
  trustAdministrator: { title: 'Trust administrator', scope: 'trust' },
  dataProtectionOfficer: { title: 'Data protection officer', scope: 'trust' },
  auditor: { title: 'Auditor', scope: 'trust' },
} as const;

export type Role = keyof typeof ROLES;
export const role = z.enum(Object.keys(ROLES) as [Role, ...Role[]]);
