import { tenantFence } from './fence.ts';
import { API, GUARD, WORKER } from './roles.ts';

/** The guard asks whether the person of the transaction is one of its trust, and sees nobody else. */
export const person = [
  ...tenantFence('app.person', { api: ['select'], worker: ['select'] }),
  `create policy guard on app.person for select to ${GUARD}
     using (tenant_id = (select app.tenant()) and id = (select app.person()))`,
  `grant select (tenant_id, id) on app.person to ${GUARD}`,
];

/** All that is written of somebody who is there: until when they are away. */
export const saysAway = [`grant update (away_until) on app.person to ${API}`];

/** What begins by itself stands where the version before looks. */
export const beginsAway = [`grant update (away_until) on app.person to ${WORKER}`];

/** Whether somebody is off duty is asked before it is known in which trust. */
export const findsInService = [
  `create policy guard_in_service on app.person for select to ${GUARD} using (true)`,
  `grant select (suspended_at) on app.person to ${GUARD}`,
];

/** By a change. */
export const takesOffDuty = [`grant update (suspended_at) on app.person to ${API}`];

/** Whoever is to join is somebody before they hold a post, and until then in no list. */
export const mayJoin = [`grant insert (tenant_id, id, sealed) on app.person to ${API}`];
