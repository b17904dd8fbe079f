import { caseFence } from './fence.ts';
import { GUARD, WORKER } from './roles.ts';

/** What changes in a case after it opened. Its key and whether it is a drill never do. */
const MOVES = 'update (state, version, next_wake, ended_at, clock_offset_ms)';

export const caseFile = [
  ...caseFence(
    'app.case_file',
    { api: ['select', 'insert', MOVES], worker: ['select', 'insert', MOVES] },
    { key: 'id' },
  ),
  `create policy guard on app.case_file for select to ${GUARD} using (true)`,
  `grant select (tenant_id, id, next_wake, ended_at, opening_event, reporter_id, report_mac, receipt) on app.case_file to ${GUARD}`,
];

/** Its calendar is another only where a change is applied, which the worker does. */
export const movesCalendar = [`grant update (calendar_hash) on app.case_file to ${WORKER}`];

/** So is its chain, where what its local authority lays down is edited. */
export const movesChain = [`grant update (chain_hash) on app.case_file to ${WORKER}`];

/** What a receipt says of a case to whoever reported it, though it be closed to them. */
export const namedInReceipt = [`grant select (reference, opened_at) on app.case_file to ${GUARD}`];

/** What a drill could tell to nobody is not counted with what needs somebody. */
export const countedButDrills = [`grant select (drill) on app.case_file to ${GUARD}`];
