import type { Instant } from '../clock/calendar.ts';
import type { CaseState } from './state.ts';
import type { Role } from '../language/role.ts';

/** What can happen to a case. Who, when and which code; never what was said. */
export type CaseEvent =
  | {
      readonly type: 'opened';
      readonly by: string;
      readonly awareAt: Instant;
      readonly facts: Readonly<Record<string, string>>;
      readonly drill: boolean;
    }
  | {
      readonly type: 'done';
      readonly by: string;
      readonly step: string;
      readonly version: number;
      readonly outcome?: string;
      readonly happenedAt?: Instant;
      readonly supplied: readonly string[];
    }
  | {
      readonly type: 'takenOver';
      readonly by: string;
      readonly as: Role;
      readonly step: string;
      readonly version: number;
    }
  | { readonly type: 'clockMoved'; readonly by: string; readonly to: Instant }
  | { readonly type: 'timePassed' };

/** Why somebody is told something. */
export const REASONS = ['newDuty', 'reminder', 'breach', 'stillLate', 'takenOver', 'nobodyCanAct'] as const;
type Reason = (typeof REASONS)[number];

/** What must be done in the world because of an event. Each has a key that is unique within its case. */
export interface TellEffect {
  readonly kind: 'tell';
  readonly key: string;
  readonly at: Instant;
  readonly because: Reason;
  readonly step: string;
  readonly to: { readonly person: string } | { readonly roles: readonly Role[] };
}
export interface BreachEffect {
  readonly kind: 'breach';
  readonly key: string;
  readonly at: Instant;
  readonly step: string;
  readonly owner: string | null;
}
export type Effect = TellEffect | BreachEffect;

/** Why an event was refused: a stable code and a sentence for people. */
export interface Refusal {
  readonly code:
    | 'notOpen'
    | 'stale'
    | 'notYours'
    | 'missingEvidence'
    | 'unknownOutcome'
    | 'unknownFact'
    | 'unknownStep'
    | 'ownAct'
    | 'notADrill'
    | 'backwards'
    | 'tooLongAgo'
    | 'alreadyOpened'
    | 'ended'
    | 'excluded'
    | 'future'
    | 'unknownEvent';
  readonly sentence: string;
}
export type Advance =
  | { readonly ok: true; readonly state: CaseState; readonly effects: readonly Effect[] }
  | { readonly ok: false; readonly refusal: Refusal };
