import { advance } from '@trustward/chain';
import type { World } from '@trustward/chain';
import type { Caller } from '../platform/request-scope.ts';
import { nowOf } from '../shared/case-row.ts';
import { openOwners } from './case-record.ts';
import type { CaseRecord } from './case-record.ts';

type Moved = Pick<CaseRecord, 'caseId' | 'schoolId' | 'phase' | 'reporterId' | 'state'>;

/** Whether the clock is this person's to move: they opened the case, owe something in it, or lead where it is. */
export const isTheirsToMove = (caller: Caller, record: Moved): boolean =>
  record.reporterId === caller.personId ||
  openOwners(record.state).includes(caller.personId) ||
  caller.may('drill:moveClock', { ...record, owners: [] });

/** Whether moving the clock on would be taken, as the route and then the reducer decide it. */
export function mayMoveClock(caller: Caller, record: CaseRecord, world: World): boolean {
  if (!isTheirsToMove(caller, record)) return false;
  const now = Math.max(nowOf(record), record.state.playedTo);
  const event = { type: 'clockMoved', by: caller.personId, to: Math.round(now) + 1 } as const;
  return advance(world, record.state, event, Math.round(now)).ok;
}
