import type { ComingRung } from './state.ts';
import type { CalendarSnapshot, Instant } from '../clock/calendar.ts';
import { HOUR, MINUTE } from '../clock/civil.ts';
import { afterDue, dueAt } from '../clock/due-at.ts';
import type { Length } from '../clock/length.ts';
import type { Step } from '../language/step.ts';

/** The rungs climbed once a step is late. Nobody was silent before it came up: a hand-up missed by then comes after. */
export function lateRungs(calendar: CalendarSnapshot, step: Step, due: Instant, now: Instant): ComingRung[] {
  return inOrder(
    step.late.map((said, rung) => {
      const { after } = said;
      const at = after === undefined ? due : afterDue(calendar, due, after);
      const isMissed = 'handUp' in said && at <= now;
      return { at: isMissed && after !== undefined ? dueAt(calendar, now, after) : at, rung, turn: 0 };
    }),
  );
}

/** The rungs climbed while the owner has not said that they have it in hand. */
export function unacknowledgedRungs(calendar: CalendarSnapshot, step: Step, openedAt: Instant): ComingRung[] {
  return inOrder(
    step.unacknowledged.map(({ after }, rung) => ({ at: dueAt(calendar, openedAt, after), rung, turn: 0 })),
  );
}

/** The next turn of a rung that is still to come: turns missed before the case was entered stay missed. */
export function nextTurn(
  calendar: CalendarSnapshot,
  { at, rung, turn }: ComingRung,
  every: Length,
  now: Instant,
): ComingRung {
  const missed = missedTurns(every, at, now);
  let next = { at: at + missed * (elapsed(every) ?? 0), rung, turn: turn + missed };
  do next = { at: again(calendar, next.at, every), rung, turn: next.turn + 1 };
  while (next.at <= now);
  return next;
}

/** What was said at a day's end counts its days from that day, so that every working day is every one of them. */
function again(calendar: CalendarSnapshot, at: Instant, every: Length): Instant {
  const next = afterDue(calendar, at, every);
  return next > at ? next : dueAt(calendar, at, every);
}

/** How many turns lie between, where that is plain arithmetic: a rung by the minute may have missed millions. */
function missedTurns(every: Length, at: Instant, now: Instant): number {
  const each = elapsed(every);
  return each === null || now <= at ? 0 : Math.floor((now - at) / each);
}

function elapsed(length: Length): number | null {
  if ('minutes' in length) return length.minutes * MINUTE;
  return 'hours' in length ? length.hours * HOUR : null;
}

/** Rungs in the order in which they are reached. */
export function inOrder(rungs: readonly ComingRung[]): ComingRung[] {
  return [...rungs].sort((a, b) => a.at - b.at || a.rung - b.rung || a.turn - b.turn);
}
