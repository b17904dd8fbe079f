import { tenantFence } from './fence.ts';

/** Whoever rang a number says so in their own name, or that everybody's is to be rung. */
export const ownNumber = tenantFence(
  'app.own_number',
  {
    api: [
      'select',
      'insert (tenant_id, authority_id, about, number, verified_by)',
      'update (number, verified_by, verified_at)',
    ],
    worker: [],
  },
  { api: 'verified_by = (select app.person())' },
);
