import { caseFence } from './fence.ts';

/** Counted by the worker over every case; whoever is kept from one reads sums in which it is not. */
export const changeCase = caseFence('app.change_case', {
  api: ['select'],
  worker: ['select', 'insert', 'update'],
});
