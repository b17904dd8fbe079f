import { describeLength, remindersOf } from '@trustward/chain';
import type { CalendarSnapshot, Clock, Instant, Limit, Step } from '@trustward/chain';
import type { DutySummary } from '@trustward/contracts';
import { iso } from './instants.ts';

type DutyClock = NonNullable<DutySummary['clock']>;

/** What a case pinned, as far as its clocks are explained by it. */
export interface ClockRules {
  readonly calendar: CalendarSnapshot;
  readonly authority: Readonly<Record<string, Limit>>;
  readonly authorityName: string;
}

/** A running clock, ready to be drawn: from where, until when, reminders on the way, and whose rule it is. */
export function dutyClock(
  rules: ClockRules,
  step: Step,
  from: Instant | null,
  due: Instant | null,
): DutyClock | null {
  if (step.clock === undefined || from === null || due === null) return null;
  const { setBy } = step.clock;
  const isTheirs = setBy !== undefined && rules.authority[setBy] !== undefined;
  return {
    from: iso(from),
    due: iso(due),
    // Sent or not: the line shows all of them.
    reminders: remindersOf(rules.calendar, step, from, due).map(iso),
    rule: ruleOf(step.clock),
    setBy: isTheirs ? rules.authorityName : 'your trust',
  };
}

/** 'within 24 hours', '2 working days before' */
function ruleOf(clock: Clock): string {
  return 'within' in clock
    ? `within ${describeLength(clock.within)}`
    : `${describeLength(clock.before)} before`;
}
