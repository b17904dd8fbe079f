import { nextWake } from '@trustward/chain';
import type { CaseState, Instant } from '@trustward/chain';

/** When a case must next be woken, in real time: a drill's clock runs ahead. */
export function wakeOf(state: CaseState, offset: number): Instant | null {
  const wake = nextWake(state);
  return wake === null ? null : wake - offset;
}
