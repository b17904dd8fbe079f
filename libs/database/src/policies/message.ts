import { caseFence } from './fence.ts';

/** What was sent to whom outside the portal, and what became of it; never a word of it, nor an address. */
export const message = caseFence('app.message', {
  api: [],
  worker: ['select', 'insert', 'update (state, code, attempts, ended_at)'],
});
