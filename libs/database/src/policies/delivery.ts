import { caseFence } from './fence.ts';

export const delivery = caseFence('app.delivery', {
  api: ['select', 'insert'],
  worker: ['select', 'insert', 'update (state, sent_at, told)'],
});
