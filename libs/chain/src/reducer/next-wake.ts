import { isOwed } from './duties.ts';
import type { CaseState, Duty } from './state.ts';
import type { Instant } from '../clock/calendar.ts';

/** The next instant at which something happens though nobody acts; null when there is none. */
export function nextWake(state: CaseState): Instant | null {
  if (state.endedAt !== null) return null;
  let next: Instant | null = null;
  const soonest = (at: Instant | null | undefined): void => {
    if (at !== null && at !== undefined && (next === null || at < next)) next = at;
  };
  for (const duty of Object.values(state.duties)) wakesOf(duty, soonest);
  for (const { date } of Object.values(state.events)) {
    if (date !== null && date > state.playedTo) soonest(date);
  }
  return next;
}

function wakesOf(duty: Duty, soonest: (at: Instant | null | undefined) => void): void {
  if (!isOwed(duty)) return;
  if (duty.acknowledgedAt === null) soonest(duty.unacknowledgedAt[0]?.at);
  soonest(duty.asked?.answerBy);
  if (duty.state === 'open' && duty.theirLateAt === null) {
    soonest(duty.remindAt[0]);
    soonest(duty.dueAt);
  } else soonest(duty.lateAt[0]?.at);
}
