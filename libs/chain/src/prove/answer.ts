import type { Instant } from '../clock/calendar.ts';
import type { CaseRole, Post, Role } from '../language/role.ts';
import type { CaseEvent } from '../reducer/event.ts';
import type { PostHolder } from '../reducer/world.ts';

/** What is claimed of every case that a chain can be asked to run. */
export const CLAIMS = {
  protectedPath: 'Nothing stands between a person and the call on the danger and Designated Officer paths.',
  opensAtOnce: 'Where a child is in danger, or the matter is about an adult, the call is owed at once.',
  owner: 'Somebody eligible owns every duty.',
  escalation: 'Somebody else hears of every duty that is late.',
  told: 'A leader outside the line has been told though nobody acts.',
  agreement: 'Somebody other than whoever asks can agree.',
  reachability: 'Each step can come up, and each outcome can be chosen.',
  closure: 'From wherever a case can come to, people can bring it to its close.',
} as const;
export type Claim = keyof typeof CLAIMS;

/** Who is who in a combination that was looked at. */
export interface Cast {
  /** The posts of the adult whom the case is about. */
  readonly subject: readonly Post[];
  /** Posts that nobody can fill: empty, away or conflicted come to the same for a ladder. */
  readonly vacant: readonly Post[];
  /** Posts that one person holds. */
  readonly both?: readonly Post[];
  /**
   * Who of those in a post reported, or is appointed for the case; whoever is appointed and has no post goes by what they
   * are appointed. Where nothing is said, somebody without a post reports, and what needs somebody appointed does without.
   */
  readonly named?: Readonly<Partial<Record<CaseRole, Role>>>;
}

/** One event of a counter-example, as `advance` takes it. */
export interface Played {
  readonly at: Instant;
  readonly event: CaseEvent;
}

export interface CounterExample {
  readonly claim: Claim;
  readonly step: string | null;
  readonly cast: Cast;
  readonly people: readonly PostHolder[];
  readonly facts: Readonly<Record<string, string>>;
  readonly events: readonly Played[];
  /** The story, a line for each thing that happens; the last says what is wrong. */
  readonly story: readonly string[];
}

/** The longest that something takes, and the start that makes it so. */
export interface Bound {
  readonly hours: number;
  /** Of which between nine and five on working days. */
  readonly workingHours: number;
  readonly start: string;
}

export interface Bounds {
  /** Until an available owner holds the Designated Officer's duty; null where nobody must call them. */
  readonly officerDutyOwned: Bound | null;
  /** Until a leader outside the line has been told though nobody acts. */
  readonly leaderTold: Bound;
}

export type Proof =
  | {
      readonly ok: true;
      readonly bounds: Bounds;
      readonly combinations: number;
      /** How many states were looked at for closing and for coming up. */
      readonly states: number;
      /** Claims that nothing was found against, and not everything looked at for: such a chain is not proved. */
      readonly undecided: readonly string[];
      readonly notExplored: readonly string[];
    }
  | { readonly ok: false; readonly counterExample: CounterExample; readonly notExplored: readonly string[] };
