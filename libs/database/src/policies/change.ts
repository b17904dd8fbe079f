import { tenantFence } from './fence.ts';
import { API, GUARD, WORKER } from './roles.ts';

/** Drafted and confirmed by people; how far it has got is the worker's to say. What it changes is never edited. */
export const change = [
  ...tenantFence('app.change', {
    api: [
      'select',
      'insert (tenant_id, id, kind, school_id, person_id, value, was, made_by)',
      'update (was, state, version, listed, applied_by, applied_at)',
    ],
    worker: ['select', 'update (state, listed)'],
  }),
  `create policy guard on app.change for select to ${GUARD} using (true)`,
  `grant select (tenant_id, id, state) on app.change to ${GUARD}`,
];

/** Whose schools a day is closed to. */
export const closesDays = [`grant insert (authority_id) on app.change to ${API}`];

/** Of what begins later: when, and what it then replaces. */
export const beginsChange = [
  `grant insert (begins_at) on app.change to ${API}`,
  `grant update (was) on app.change to ${WORKER}`,
];

/** What is counted anew goes by what has been changed beside it. */
export const meansAnew = [`grant update (value) on app.change to ${API}`];

/** What could strand a case is not applied: the worker proves it, and says why. */
export const refusesChange = [`grant update (refusal) on app.change to ${API}, ${WORKER}`];

/** How many are half applied, and since when, is counted over every trust. */
export const countedChanges = [`grant select (applied_at, begins_at) on app.change to ${GUARD}`];
