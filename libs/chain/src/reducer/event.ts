import type { Instant } from '../clock/calendar.ts';
import type { Asked, CaseState } from './state.ts';
import type { CaseRole, Role } from '../language/role.ts';

/** An act on a duty, by its key, as the person saw it. */
interface OnDuty {
  readonly by: string;
  readonly step: string;
  readonly version: number;
}

/**
 * What was still to be done, as a person read it: the version of each duty by its key; and what was known, as `knownNow`
 * says it. Left out in what was recorded before acts on a whole case said it.
 */
export interface AsRead {
  readonly owed?: Readonly<Record<string, number>>;
  readonly known?: Readonly<Record<string, string>>;
}

/** When that was asked which a person answers, as they read it: another asking is another question. */
export interface Answering {
  readonly asked?: Instant;
}

/** What was answered, dated or appointed by a step's form; codes, instants and ids only. */
export interface Learned {
  readonly facts?: Readonly<Record<string, string>>;
  readonly dates?: Readonly<Record<string, Instant>>;
  readonly appointed?: Readonly<Partial<Record<CaseRole, string>>>;
  /** For each contact field: whether it was for advice or made as a referral. */
  readonly contacts?: Readonly<Record<string, 'advice' | 'referral'>>;
}

/** What can happen to a case. Who, when and which code; never what was said. */
export type CaseEvent =
  | {
      readonly type: 'opened';
      /** Left out where nobody reported: it came with the calendar. */
      readonly by?: string;
      readonly awareAt: Instant;
      readonly facts: Readonly<Record<string, string>>;
      readonly drill: boolean;
      /** Who had stood down from the case that opened it. */
      readonly recused?: readonly string[];
    }
  | ({
      readonly type: 'done';
      readonly outcome?: string;
      readonly happenedAt?: Instant;
      readonly supplied: readonly string[];
      readonly learned?: Learned;
      /** The reason for which the approval is left out. */
      readonly emergency?: string;
    } & OnDuty)
  | ({ readonly type: 'acknowledged' } & OnDuty)
  | ({ readonly type: 'takenOver'; readonly as: Role } & OnDuty)
  | ({ readonly type: 'handOverAsked'; readonly to: string; readonly as: Role } & OnDuty)
  | ({ readonly type: 'waiverAsked'; readonly reason: string } & OnDuty)
  | ({ readonly type: 'pauseAsked'; readonly reason: string } & OnDuty)
  | ({ readonly type: 'resumed' } & OnDuty)
  /** Answers whatever has been asked for on a duty. */
  | ({ readonly type: 'agreed'; readonly to: Asked['for'] } & OnDuty)
  | ({ readonly type: 'declined'; readonly to: Asked['for'] } & OnDuty)
  | { readonly type: 'recused'; readonly by: string }
  | {
      readonly type: 'learned';
      readonly by: string;
      readonly facts: Readonly<Record<string, string>>;
    }
  | {
      readonly type: 'eventRecorded';
      readonly by: string;
      readonly event: string;
      readonly date?: Instant;
    }
  | { readonly type: 'releaseAsked'; readonly by: string; readonly hold: string }
  | ({ readonly type: 'releaseGranted'; readonly by: string; readonly hold: string } & AsRead & Answering)
  /** Says no to it, or takes it back as whoever asked. */
  | ({ readonly type: 'releaseDeclined'; readonly by: string; readonly hold: string } & Answering)
  | ({ readonly type: 'mistakeAsked'; readonly by: string } & AsRead)
  | ({ readonly type: 'mistakeAgreed'; readonly by: string } & AsRead & Answering)
  /** Says no to it, or takes it back as whoever asked. */
  | ({ readonly type: 'mistakeDeclined'; readonly by: string } & Answering)
  /** An agency has said by its link that it has what a step sends; where that is known later than it was said, when. */
  | { readonly type: 'confirmed'; readonly step: string; readonly happenedAt?: Instant }
  | { readonly type: 'childEnded'; readonly duty: string }
  /** What somebody was to be told outside the portal did not reach them. */
  | {
      readonly type: 'unreached';
      readonly person: string;
      /** The key of what they were to be told. */
      readonly of: string;
      readonly because: Reason;
      /** The key of the duty it was about; null where it was about the case. */
      readonly about: string | null;
      readonly why: Unreached;
    }
  /** People, posts, absences or exclusions have changed: the world that comes with it says how. */
  | { readonly type: 'peopleChanged' }
  /** The calendar has changed: the world that comes with it holds the new one. */
  | { readonly type: 'calendarChanged' }
  /** What a local authority lays down was edited: the world that comes with it holds the chain with other lengths. */
  | { readonly type: 'limitsChanged' }
  | { readonly type: 'clockMoved'; readonly by: string; readonly to: Instant }
  | { readonly type: 'timePassed' };

/** Why somebody is told. */
export const REASONS = [
  'newDuty',
  'reminder',
  'breach',
  'stillLate',
  'unacknowledged',
  'handedUp',
  'takenOver',
  'cameBack',
  'nobodyCanAct',
  'personalAway',
  'namedGone',
  'nothingHeard',
  'agreementAsked',
  'agreementUnanswered',
  'askedNoMore',
  'agreed',
  'declined',
  'waived',
  'releaseDeclined',
  'mistakeAsked',
  'endedAsMistake',
  'rescheduled',
  'broughtForward',
  'termsRunOut',
  'couldNotReach',
  'caseUnreadable',
] as const;
export type Reason = (typeof REASONS)[number];

/** Why something did not reach somebody outside the portal. */
export const UNREACHED = [
  'bounced',
  'refused',
  'noAnswer',
  'noAddress',
  'sharedMailbox',
  'unopened',
] as const;
export type Unreached = (typeof UNREACHED)[number];

/** What must be done in the world because of an event. Each has a key that is unique within its case. */
export interface TellEffect {
  readonly kind: 'tell';
  readonly key: string;
  readonly at: Instant;
  readonly because: Reason;
  /** The key of the duty it is about; null where it is about the case. */
  readonly step: string | null;
  readonly to:
    | { readonly person: string }
    /** Whoever holds one of these roles, without those whom it is not for. */
    | { readonly roles: readonly Role[]; readonly except?: readonly string[] };
}
export interface BreachEffect {
  readonly kind: 'breach';
  readonly key: string;
  readonly at: Instant;
  readonly step: string;
  readonly owner: string | null;
}
/** A case of another chain is to be opened, from which everybody excluded here is excluded. */
export interface OpenCaseEffect {
  readonly kind: 'openCase';
  readonly key: string;
  readonly at: Instant;
  /** The key of the duty that opens it. */
  readonly step: string;
  readonly chain: string;
  readonly awareAt: Instant;
  readonly facts: Readonly<Record<string, string>>;
}
/** A deadline has moved because a calendar, a pause or a date did. */
export interface RescheduleEffect {
  readonly kind: 'reschedule';
  readonly key: string;
  readonly at: Instant;
  readonly step: string;
  readonly was: Instant | null;
  readonly is: Instant | null;
  readonly because: 'calendar' | 'limits' | 'pause' | 'date';
}
export type Effect = TellEffect | BreachEffect | OpenCaseEffect | RescheduleEffect;

/** Why an event was refused: a stable code and a sentence for people. */
export interface Refusal {
  readonly code:
    | 'notOpen'
    | 'stale'
    | 'notYours'
    | 'missingEvidence'
    | 'unknownOutcome'
    | 'unansweredQuestion'
    | 'unknownFact'
    | 'unknownStep'
    | 'unknownReason'
    | 'unknownName'
    | 'ownAct'
    | 'gated'
    | 'held'
    | 'stillOwed'
    | 'onlyAdvice'
    | 'nothingAsked'
    | 'notAllowed'
    | 'personal'
    | 'notADrill'
    | 'backwards'
    | 'tooLongAgo'
    | 'alreadyOpened'
    | 'ended'
    | 'excluded'
    | 'future'
    | 'unknownEvent'
    /** Not the reducer's: whoever keeps cases cannot yet keep this one from its subject. */
    | 'subjectUnnamed';
  readonly sentence: string;
}
export type Advance =
  | { readonly ok: true; readonly state: CaseState; readonly effects: readonly Effect[] }
  | { readonly ok: false; readonly refusal: Refusal };
