import type { Mistake } from './mistake.ts';
import type { Step } from './step.ts';
import type { Length, Limit } from '../clock/length.ts';

/** Reminders and late rungs need a clock, a clock something to run from, and a reminder must fall inside the time it reminds of. */
export function checkClock(step: Step, path: string): Mistake[] {
  const { clock } = step;
  if (clock === undefined) {
    return (['remind', 'late'] as const)
      .filter((name) => step[name].length > 0)
      .map((name) => ({
        path: `${path}.${name}`,
        sentence: `"${step.id}" has no clock, so nothing here can happen.`,
      }));
  }
  if (!('within' in clock)) return [];
  if (clock.from === 'after' && step.after === undefined) {
    const sentence = `"${step.id}" comes after nothing: say "opening", or the moment, as { done: step }, or give it an "after".`;
    return [{ path: `${path}.clock.from`, sentence }];
  }
  return step.remind.flatMap((reminder, index) =>
    'before' in reminder && isAtLeast(reminder.before, clock.within)
      ? [{ path: `${path}.remind.${index}`, sentence: 'This reminder would come before its clock starts.' }]
      : [],
  );
}

/** Whether one length is surely as long as another. Unlike kinds are compared only where no calendar can decide. */
function isAtLeast(one: Length, other: Limit): boolean {
  const [a, b] = [elapsedMinutes(one), elapsedMinutes(other)];
  if (a !== null && b !== null) return a >= b;
  if ('workingDays' in one && 'workingDays' in other) return one.workingDays > other.workingDays;
  if ('calendarDays' in one && 'calendarDays' in other) return one.calendarDays > other.calendarDays;
  return false;
}

function elapsedMinutes(length: Limit): number | null {
  if ('minutes' in length) return length.minutes;
  return 'hours' in length ? length.hours * 60 : null;
}
