import { caseFence, inOwnName } from './fence.ts';
import { GUARD } from './roles.ts';

/** `entered_at` is not among them: PostgreSQL's clock says when something was recorded, never the caller. */
const RECORD =
  'insert (tenant_id, case_id, seq, event_id, type, version, at, happened_at, by_person, system_actor, body, sealed)';

/** Append-only: no role may change or remove what was recorded. */
export const caseEvent = caseFence(
  'app.case_event',
  { api: ['select', RECORD], worker: ['select', RECORD] },
  { checks: inOwnName('by_person', 'system_actor') },
);

/** Of what was recorded the guard asks who stood down, and nothing else. */
export const readStoodDown = [
  `create policy guard on app.case_event for select to ${GUARD}
     using (tenant_id = (select app.tenant()) and type = 'recused')`,
  `grant select (tenant_id, case_id, type, by_person) on app.case_event to ${GUARD}`,
];
