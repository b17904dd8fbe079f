import { advance } from '@trustward/chain';
import type { CaseEvent, Instant, Refusal, World } from '@trustward/chain';
import { nowOf } from '../shared/case-row.ts';
import type { CaseRecord } from './case-record.ts';

/** A case as an act on it can be tried. */
export interface Tried {
  readonly record: CaseRecord;
  readonly world: World;
}

/** The present of a case, in its own time. */
export const presentOf = (record: CaseRecord): Instant =>
  Math.max(Math.round(nowOf(record)), record.state.playedTo);

/** Why the reducer itself would refuse an act, were it done now; null when it would take it. */
export function refusalOf({ record, world }: Tried, event: CaseEvent): Refusal | null {
  const tried = advance(world, record.state, event, presentOf(record));
  return tried.ok ? null : tried.refusal;
}

export const wouldTake = (tried: Tried, event: CaseEvent): boolean => refusalOf(tried, event) === null;
