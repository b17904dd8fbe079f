import type { LateRung, Reminder, UnacknowledgedRung } from '../language/rung.ts';
import { describeLength } from '../clock/describe.ts';
import { sayRoles } from './say-words.ts';

/** 'when 50% of the time has gone', '2 hours before it is due' */
export function sayReminder(reminder: Reminder): string {
  if ('before' in reminder) return `${describeLength(reminder.before)} before it is due`;
  return `when ${Math.round(reminder.atShare * 100)}% of the time has gone`;
}

/** 'at once, the headteacher is told' */
export function sayLate(rung: LateRung): string {
  return `${rung.after === undefined ? 'at once' : `after ${describeLength(rung.after)}`}, ${sayRung(rung)}`;
}

export function sayUnacknowledged(rung: UnacknowledgedRung): string {
  return `after ${describeLength(rung.after)}, ${sayRung(rung)}`;
}

function sayRung(rung: LateRung | UnacknowledgedRung): string {
  if ('handUp' in rung) return 'it passes to the next person';
  const again =
    rung.every === undefined ? '' : `, and again every ${describeLength(rung.every)} until it is done`;
  return `${sayRoles(rung.tell)} ${rung.tell.length === 1 ? 'is' : 'are'} told${again}`;
}
