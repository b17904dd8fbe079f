import type { Instant } from '../clock/calendar.ts';
import type { Role } from '../language/role.ts';

/**
 * What a duty's clock says. `metLate`: done after it was due. `recordedLate`: said to have been done in time, recorded
 * after; never counted as met.
 */
export const DUTY_STATES = ['open', 'late', 'met', 'metLate', 'recordedLate'] as const;
export type DutyState = (typeof DUTY_STATES)[number];

export interface Owner {
  readonly person: string;
  readonly role: Role;
}

/** One duty: one step of the chain that somebody owes. Plain JSON, codes and instants only. */
export interface Duty {
  readonly step: string;
  readonly state: DutyState;
  /**
   * Grows when people would have to look again: with its owner, its clock, its being done. Not when time merely passes,
   * so that an act sent just before its deadline is taken just after it. An act names the version it saw.
   */
  readonly version: number;
  readonly openedAt: Instant;
  /** Null when nobody on the ladder can act: the leaders are told. */
  readonly owner: Owner | null;
  readonly clockFrom: Instant | null;
  /** The first instant that is late; null while its clock has not started, or where it has none. */
  readonly dueAt: Instant | null;
  /** Reminders not yet sent, ascending. */
  readonly remindAt: readonly Instant[];
  /** Late rungs not yet reached, ascending; `rung` indexes the step's `late`. */
  readonly lateAt: readonly { readonly at: Instant; readonly rung: number }[];
  /** When it became late, which no later act undoes. */
  readonly breachedAt: Instant | null;
  readonly doneAt: Instant | null;
  /** When the doer says it happened, if not when it was recorded. */
  readonly happenedAt: Instant | null;
  readonly doneBy: string | null;
  readonly outcome: string | null;
}

/**
 * A case as plain JSON. The ids of the events already taken, so that the same event twice changes nothing, are kept by
 * the caller.
 */
export interface CaseState {
  readonly language: 1;
  readonly drill: boolean;
  readonly openedAt: Instant;
  readonly awareAt: Instant;
  readonly facts: Readonly<Record<string, string>>;
  /** The last instant played; time never runs backwards. */
  readonly playedTo: Instant;
  /** By step id. The order of keys says nothing: a database may change it. */
  readonly duties: Readonly<Record<string, Duty>>;
  readonly endedAt: Instant | null;
}
