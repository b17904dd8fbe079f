import { isOwed } from './duties.ts';
import type { CaseState, Duty } from './state.ts';
import type { Instant } from '../clock/calendar.ts';

/** The next instant at which something happens though nobody acts; null when there is none. */
export function nextWake(state: CaseState): Instant | null {
  let next: Instant | null = null;
  for (const duty of Object.values(state.duties)) {
    const wake = wakeOf(duty);
    if (wake !== null && (next === null || wake < next)) next = wake;
  }
  return next;
}

function wakeOf(duty: Duty): Instant | null {
  if (!isOwed(duty)) return null;
  if (duty.state === 'open') return duty.remindAt[0] ?? duty.dueAt;
  return duty.lateAt[0]?.at ?? null;
}
