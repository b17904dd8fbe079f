import { tenantFence } from './fence.ts';
import { API } from './roles.ts';

/** Everybody chooses for themselves, and sees nobody else's choice. */
export const contactChoice = [
  ...tenantFence('app.contact_choice', {
    api: ['select', 'insert', 'update (soon, later, quiet)'],
    worker: ['select'],
  }),
  `create policy own on app.contact_choice as restrictive to ${API} using (person_id = (select app.person()))`,
];
