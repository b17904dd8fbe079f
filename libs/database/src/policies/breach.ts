import { caseFence } from './fence.ts';

/** Append-only, and recorded at PostgreSQL's own time. */
const RECORD = 'insert (tenant_id, case_id, step, at, owner_person, outage_what, outage_since)';
export const breach = caseFence('app.breach', { api: ['select', RECORD], worker: ['select', RECORD] });
