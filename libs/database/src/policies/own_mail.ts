import { tenantFence } from './fence.ts';

/** Whoever sets an agency's e-mail address says so in their own name, or that everybody's is to be used. */
export const ownMail = tenantFence(
  'app.own_mail',
  {
    api: [
      'select',
      'insert (tenant_id, authority_id, party, address, set_by)',
      'update (address, set_by, set_at)',
    ],
    worker: ['select'],
  },
  { api: 'set_by = (select app.person())' },
);
