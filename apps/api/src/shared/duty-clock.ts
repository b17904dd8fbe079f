import { atShare, beforeDue, describeLength } from '@trustward/chain';
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
  const { within, setBy } = step.clock;
  const theirs = setBy === undefined ? undefined : rules.authority[setBy.localAuthority];
  return {
    from: iso(from),
    due: iso(due),
    reminders: remindersOf(rules.calendar, step, from, due).map(iso),
    rule: `within ${describeLength(theirs ?? within)}`,
    setBy: theirs === undefined ? 'your trust' : rules.authorityName,
  };
}

/** Sent or not: the line shows all of them. */
function remindersOf(calendar: CalendarSnapshot, step: Step, from: Instant, due: Instant): Instant[] {
  const instants = step.remind.map((reminder) =>
    'atShare' in reminder ? atShare(from, due, reminder.atShare) : beforeDue(calendar, due, reminder.before),
  );
  return [...new Set(instants)].filter((at) => at > from && at < due).sort((a, b) => a - b);
}
