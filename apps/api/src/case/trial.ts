import { advance } from '@trustward/chain';
import type { CaseEvent, Refusal, World } from '@trustward/chain';
import { nowOf } from '../shared/case-row.ts';
import type { CaseRecord } from './case-record.ts';

/** A case as an act on it can be tried. */
export interface Tried {
  readonly record: CaseRecord;
  readonly world: World;
}

/** Why the reducer itself would refuse an act, were it done now; null when it would take it. */
export function refusalOf({ record, world }: Tried, event: CaseEvent): Refusal | null {
  const now = Math.max(Math.round(nowOf(record)), record.state.playedTo);
  const tried = advance(world, record.state, event, now);
  return tried.ok ? null : tried.refusal;
}

export const wouldTake = (tried: Tried, event: CaseEvent): boolean => refusalOf(tried, event) === null;
