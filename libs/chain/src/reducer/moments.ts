import { lastDone, lastRound } from './duties.ts';
import type { CaseState, Duty } from './state.ts';
import type { Instant } from '../clock/calendar.ts';
import type { Moment } from '../language/moment.ts';
import { own } from '../language/own.ts';

/** When a moment came, as far as the case has been played; null while it has not. */
export function instantOf(moment: Moment, state: CaseState): Instant | null {
  if ('all' in moment) return pick(Math.max, moment.all, state, true);
  if ('any' in moment) return pick(Math.min, moment.any, state);
  if ('latest' in moment) return pick(Math.max, moment.latest, state);
  if ('event' in moment) return own(state.events, moment.event)?.recordedAt ?? null;
  if ('reached' in moment) return reachedAt(state, moment.reached);
  if ('childEnded' in moment) return childEndedAt(state, moment.childEnded);
  if ('late' in moment) return lateAt(lastRound(state, moment.late));
  if ('ended' in moment) return endedAt(lastRound(state, moment.ended));
  const duty = lastDone(state, 'done' in moment ? moment.done : moment.outcome);
  if (duty === undefined) return null;
  return 'done' in moment || isOneOf(duty.outcome, moment.is) ? happened(duty) : null;
}

export function isOneOf(value: string | null | undefined, names: string | readonly string[]): boolean {
  if (value === null || value === undefined) return false;
  return typeof names === 'string' ? names === value : names.includes(value);
}

/** One of those that came; where all must come, null until they have. */
function pick(
  one: (a: Instant, b: Instant) => Instant,
  parts: readonly Moment[],
  state: CaseState,
  isEach = false,
): Instant | null {
  let found: Instant | null = null;
  for (const part of parts) {
    const at = instantOf(part, state);
    if (at !== null) found = found === null ? at : one(found, at);
    else if (isEach) return null;
  }
  return found;
}

/** When a duty was done: as its doer said, else as it was recorded. */
function happened(duty: Duty): Instant | null {
  return duty.happenedAt ?? duty.doneAt;
}

function endedAt(duty: Duty | undefined): Instant | null {
  return duty === undefined ? null : (happened(duty) ?? duty.endedAt);
}

function lateAt(duty: Duty | undefined): Instant | null {
  return duty === undefined ? null : (duty.breachedAt ?? duty.theirLateAt);
}

function reachedAt(state: CaseState, event: string): Instant | null {
  const found = own(state.events, event);
  if (found === undefined || found.date === null || found.date > state.playedTo) return null;
  return Math.max(found.date, found.recordedAt);
}

function childEndedAt(state: CaseState, step: string): Instant | null {
  const duty = lastRound(state, step);
  const child = duty === undefined ? undefined : state.children[duty.key];
  return child?.endedAt ?? null;
}
