import { caseFence } from './fence.ts';

const all = ['select', 'insert', 'update'];
export const duty = caseFence('app.duty', { api: all, worker: all });
