import { roundsOf } from './duties.ts';
import { instantOf, isOneOf } from './moments.ts';
import type { CaseState, Duty, RecordedEvent } from './state.ts';
import type { Instant } from '../clock/calendar.ts';
import type { Moment, PlainMoment } from '../language/moment.ts';
import { own } from '../language/own.ts';
import type { Step } from '../language/step.ts';

/** How often a moment has come. Counted, not timed: what follows another at the same instant still follows it. */
export function timesOf(moment: Moment, state: CaseState): number {
  if ('all' in moment) return Math.min(...moment.all.map((part) => timesOf(part, state)));
  if ('any' in moment) return sum(moment.any.map((part) => timesOf(part, state)));
  if ('latest' in moment) return sum(moment.latest.map((part) => timesOf(part, state)));
  if ('event' in moment) return timesRecorded(state, moment.event);
  if ('reached' in moment) {
    return timesRecorded(state, moment.reached) - (instantOf(moment, state) === null ? 1 : 0);
  }
  return roundsOf(state, stepIn(moment)).filter((duty) => came(moment, state, duty)).length;
}

function timesRecorded({ events }: CaseState, event: string): number {
  const recorded = own(events, event);
  return recorded === undefined ? 0 : (recorded.times ?? 1);
}

/** An event as it is recorded: another one where it has happened, and the same with another date where that has not come. */
export function recordedAs(
  { events }: CaseState,
  event: string,
  now: Instant,
  date: Instant | null = null,
): RecordedEvent {
  const before = own(events, event);
  const isAnother = before !== undefined && (before.date === null || before.date <= now);
  const times = (before?.times ?? 1) + (isAnother ? 1 : 0);
  return { recordedAt: now, date, ...(times === 1 ? {} : { times }) };
}

type OfRounds = Exclude<PlainMoment, { event: string } | { reached: string }>;

function stepIn(moment: OfRounds): string {
  if ('done' in moment) return moment.done;
  if ('ended' in moment) return moment.ended;
  if ('outcome' in moment) return moment.outcome;
  return 'late' in moment ? moment.late : moment.childEnded;
}

function came(moment: OfRounds, state: CaseState, duty: Duty): boolean {
  if ('late' in moment) return duty.breachedAt !== null || duty.theirLateAt !== null;
  if ('childEnded' in moment) return (state.children[duty.key]?.endedAt ?? null) !== null;
  if ('ended' in moment) return isEndedBySomebody(duty) && !isRepeated(state, duty);
  return duty.doneAt !== null && ('done' in moment || isOneOf(duty.outcome, moment.is));
}

const sum = (each: readonly number[]): number => each.reduce((all, one) => all + one, 0);

/** What ends by itself is not counted: nothing comes up again and again with nobody acting. */
const isEndedBySomebody = ({ doneAt, state }: Duty): boolean => doneAt !== null || state === 'waived';

/** Whether what a step waits for has come anew since its last round came up. */
export function hasComeAnew({ after, eachTime }: Step, state: CaseState, last: Duty): boolean {
  return eachTime === true && after !== undefined && timesOf(after, state) > (last.times ?? 0);
}

/** Whether a round came up because its step repeats, and not because of anything new. */
export function isRepetition(state: CaseState, { step, round, times }: Duty): boolean {
  return round > 1 && roundsOf(state, step)[round - 2]?.times === times;
}

function isRepeated(state: CaseState, { step, round }: Duty): boolean {
  const next = roundsOf(state, step)[round];
  return next !== undefined && isRepetition(state, next);
}
