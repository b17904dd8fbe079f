import { describeLength, remindersOf } from '@trustward/chain';
import type { CalendarSnapshot, Clock, Instant, Step } from '@trustward/chain';
import type { PinnedChain } from '@trustward/casework';
import type { DutySummary } from '@trustward/contracts';
import { iso } from './instants.ts';

type DutyClock = NonNullable<DutySummary['clock']>;

/** What a case pinned, as far as its clocks are explained by it. */
export interface ClockRules {
  readonly calendar: CalendarSnapshot;
  /** The lengths that the local authority set: `…/clock` of a step, and `…/repeat`. */
  readonly theirs: ReadonlySet<string>;
  readonly authorityName: string;
}

export interface Running {
  /** Of the duty: a later round runs as long as the step says it repeats. */
  readonly key: string;
  readonly from: Instant | null;
  readonly due: Instant | null;
  /** Whether it may yet move. */
  readonly isProvisional: boolean;
}

/** A running clock, ready to be drawn: from where, until when, reminders on the way, and whose rule it is. */
export function dutyClock(
  rules: ClockRules,
  step: Step,
  { key, from, due, isProvisional }: Running,
): DutyClock | null {
  if (step.clock === undefined || from === null || due === null) return null;
  const { clock, repeat } = step;
  const again = key === step.id ? undefined : repeat;
  const rule = again === undefined ? ruleOf(clock) : `within ${describeLength(again.every)}`;
  const length = `${step.id}/${again === undefined ? 'clock' : 'repeat'}`;
  return {
    from: iso(from),
    due: iso(due),
    // Sent or not: the line shows all of them.
    reminders: remindersOf(rules.calendar, step, from, due).map(iso),
    rule: isProvisional ? `${rule} (provisional: the school’s term dates are not known that far)` : rule,
    setBy: rules.theirs.has(length) ? rules.authorityName : 'your trust',
  };
}

/** Its ends as they were written down, where nothing can be read of why: a time limit is still one. */
export const bareClock = ({ from, due }: Running): DutyClock | null =>
  from === null || due === null
    ? null
    : { from: iso(from), due: iso(due), reminders: [], rule: 'as last worked out', setBy: 'your trust' };

/** 'within 24 hours', '2 working days before' */
function ruleOf(clock: Clock): string {
  return 'within' in clock
    ? `within ${describeLength(clock.within)}`
    : `${describeLength(clock.before)} before`;
}

const known = new WeakMap<PinnedChain, ReadonlySet<string>>();

/** The lengths in a case that its local authority set, by what the case pinned. */
export function setByAuthority(pinned: PinnedChain): ReadonlySet<string> {
  const before = known.get(pinned);
  if (before !== undefined) return before;
  const isTheirs = (path: string): boolean => pinned.origins[`steps.${path}`]?.by.layer === 'authority';
  const theirs = new Set(
    pinned.chain.steps.flatMap(({ id }) => [
      ...(isTheirs(`${id}.clock.within`) || isTheirs(`${id}.clock.before`) ? [`${id}/clock`] : []),
      ...(isTheirs(`${id}.repeat.every`) ? [`${id}/repeat`] : []),
    ]),
  );
  known.set(pinned, theirs);
  return theirs;
}
