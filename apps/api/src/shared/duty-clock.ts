import { describeLength, lengthOf, remindersOf } from '@trustward/chain';
import type { CalendarSnapshot, Instant, LocalAuthoritySettings, Step } from '@trustward/chain';
import type { DutySummary } from '@trustward/contracts';
import { iso } from './instants.ts';

type DutyClock = NonNullable<DutySummary['clock']>;

/** What a case pinned, as far as its clocks are explained by it. */
export interface ClockRules {
  readonly calendar: CalendarSnapshot;
  readonly authority: LocalAuthoritySettings;
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
  const isTheirs = setBy !== undefined && rules.authority[setBy.localAuthority] !== undefined;
  return {
    from: iso(from),
    due: iso(due),
    // Sent or not: the line shows all of them.
    reminders: remindersOf(rules.calendar, step, from, due).map(iso),
    rule: `within ${describeLength(lengthOf(rules.authority, step.clock))}`,
    setBy: isTheirs ? rules.authorityName : 'your trust',
  };
}
