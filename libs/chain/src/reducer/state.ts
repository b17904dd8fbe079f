import type { Instant } from '../clock/calendar.ts';
import type { Learned, Reason } from './event.ts';
import type { CaseRole, Role } from '../language/role.ts';

/**
 * What became of a duty. `metLate`: done after it was due. `recordedLate`: said to have been done in time, recorded
 * after; never counted as met. The last three ended without being done.
 */
export const DUTY_STATES = [
  'open',
  'late',
  'met',
  'metLate',
  'recordedLate',
  'waived',
  'notApplicable',
  'superseded',
] as const;
export type DutyState = (typeof DUTY_STATES)[number];

export interface Owner {
  readonly person: string;
  readonly role: Role;
}

/** Whoever is merely away is waited for; whoever may or can do it no more is gone. */
export type Absence = 'away' | 'gone';

/** Something asked for that another person must agree to. */
export interface Asked {
  readonly for: 'done' | 'waiver' | 'handOver' | 'pause';
  readonly by: string;
  readonly at: Instant;
  /** For 'done': what the step will be done with. */
  readonly happenedAt: Instant | null;
  readonly outcome: string | null;
  readonly learned: Learned | null;
  /** For 'waiver' and 'pause': the coded reason. */
  readonly reason: string | null;
  /** For 'handOver': who is asked to take it. */
  readonly to: Owner | null;
  /** When the leaders hear that nobody has answered; null once they have, or where only the duty's own clock presses. */
  readonly answerBy: Instant | null;
  /** Those who have agreed so far. */
  readonly agreedBy: readonly string[];
}

/** Time during which a clock stands still; null while it still does. */
export interface Pause {
  readonly from: Instant;
  readonly to: Instant | null;
}

/** A rung not yet reached; `rung` indexes the step's list, `turn` counts its repetitions from 0. */
export interface ComingRung {
  readonly at: Instant;
  readonly rung: number;
  readonly turn: number;
}

/** One duty: one step of the chain, or one round of it, that somebody owes. Plain JSON, codes and instants only. */
export interface Duty {
  /** The step's id; for a later round of a step that repeats, `id.2` and on. */
  readonly key: string;
  readonly step: string;
  readonly round: number;
  /** Of a step that comes up each time: how often what it waits for had happened when this round came up. */
  readonly times?: number;
  readonly state: DutyState;
  /**
   * Grows when people would have to look again: with its owner, its clock, its being done. Not when time merely passes,
   * so that an act sent just before its deadline is taken just after it. An act names the version it saw.
   */
  readonly version: number;
  readonly openedAt: Instant;
  /** Null when nobody on the ladder can act: the leaders are told. */
  readonly owner: Owner | null;
  /** Whose it is while they are away: it goes back to them, unless whoever has it says first that they have it in hand. */
  readonly inPlaceOf: Owner | null;
  /** When its owner said that they have it in hand. */
  readonly acknowledgedAt: Instant | null;
  readonly clockFrom: Instant | null;
  /** The first instant that is late; null while its clock has not started or stands still, or where it has none. */
  readonly dueAt: Instant | null;
  /** Whether it may yet move, because the school's term dates run out before it. */
  readonly provisional: boolean;
  readonly pauses: readonly Pause[];
  /** Reminders not yet sent, ascending. */
  readonly remindAt: readonly Instant[];
  readonly unacknowledgedAt: readonly ComingRung[];
  readonly lateAt: readonly ComingRung[];
  /** When it became late, which no later act undoes. Never set where the time was another party's. */
  readonly breachedAt: Instant | null;
  /** When another party's time ran out and nothing was heard. */
  readonly theirLateAt: Instant | null;
  /** What the leaders were told keeps whoever must do it personally from it, while it does. */
  readonly absence: Absence | null;
  readonly asked: Asked | null;
  readonly doneAt: Instant | null;
  /** When it ended without being done. */
  readonly endedAt: Instant | null;
  /** When the doer says it happened, if not when it was recorded. */
  readonly happenedAt: Instant | null;
  readonly doneBy: string | null;
  readonly outcome: string | null;
  /** Why it was waived, or done without the approval it needed. */
  readonly reason: string | null;
  /** Whether its approval was left out in an emergency. */
  readonly bypassed: boolean;
  /** Who agreed to its being done or waived. */
  readonly agreedBy: readonly string[];
}

/** An event that has been recorded, with the date it carries, if it carries one. */
export interface RecordedEvent {
  readonly recordedAt: Instant;
  readonly date: Instant | null;
  /** How often it has happened, or will have once its date has come; once, where it is left out. */
  readonly times?: number;
}

export interface PlacedHold {
  readonly placedAt: Instant;
  readonly endedAt: Instant | null;
  /** Who asked for its early release. */
  readonly releaseAskedBy: string | null;
  /** When, where it was asked since that is kept. */
  readonly releaseAskedAt?: Instant;
}

/** Somebody whom something did not reach that still matters. */
interface NotReached {
  readonly person: string;
  readonly because: Reason;
  /** The key of the duty it was about; null where it was about the case. */
  readonly step: string | null;
  readonly at: Instant;
}

interface ChildCase {
  readonly chain: string;
  readonly openedAt: Instant;
  readonly endedAt: Instant | null;
}

/**
 * A case as plain JSON. The ids of the events already taken, so that the same event twice changes nothing, are kept by
 * the caller. The order of keys says nothing: a database may change it.
 */
export interface CaseState {
  readonly language: 2;
  readonly drill: boolean;
  readonly openedAt: Instant;
  readonly awareAt: Instant;
  readonly facts: Readonly<Record<string, string>>;
  /** The last instant played; time never runs backwards. */
  readonly playedTo: Instant;
  /** By their keys. */
  readonly duties: Readonly<Record<string, Duty>>;
  readonly events: Readonly<Record<string, RecordedEvent>>;
  /** Holds that were ever placed. */
  readonly holds: Readonly<Record<string, PlacedHold>>;
  /** Who holds the roles that exist in this case only. */
  readonly appointed: Readonly<Partial<Record<CaseRole, string>>>;
  /** Who has stood down from it. */
  readonly recused: readonly string[];
  /** Absent while everybody was reached. */
  readonly unreached?: readonly NotReached[];
  /** By the key of the duty that opened them. */
  readonly children: Readonly<Record<string, ChildCase>>;
  /** Who asked for the whole report to be ended as a mistake. */
  readonly mistakeAskedBy: string | null;
  /** When, where it was said since that is kept. */
  readonly mistakeAskedAt?: Instant;
  /** The keys of what was still to be done then; absent where whoever asked did not say what they had read. */
  readonly mistakeAskedOver?: readonly string[];
  readonly endedAt: Instant | null;
  readonly endedAs: 'closed' | 'mistake' | null;
}
