import type { Mistake } from '../language/mistake.ts';

/**
 * Everything the linter can find; the README says of each what it is. A mistake refuses a chain; a warning is for its writer
 * to weigh.
 */
export const FINDINGS = {
  malformed: 'mistake',
  unknownName: 'mistake',
  unsound: 'mistake',
  unresolved: 'mistake',
  looserThanFloor: 'mistake',
  neverOpens: 'mistake',
  contradiction: 'mistake',
  deadBranch: 'warning',
  endlessRepeat: 'mistake',
  neverCloses: 'mistake',
  leadsNowhere: 'mistake',
  waiverStrands: 'mistake',
  waiverSkips: 'mistake',
  waiverMissing: 'mistake',
  needlessStrands: 'mistake',
  endEachOther: 'mistake',
  closesNothing: 'mistake',
  closedAlone: 'mistake',
  gateNeverOpens: 'mistake',
  idleGate: 'warning',
  holdNeverEnds: 'mistake',
  barredPath: 'mistake',
  hinderedPath: 'mistake',
  pathNotInForce: 'mistake',
  overAlready: 'warning',
  notLookedAt: 'mistake',
  pathCloses: 'mistake',
  ladderInLine: 'mistake',
  noPartInCases: 'mistake',
  ownsNothing: 'mistake',
  goesWithPerson: 'mistake',
  noDeadline: 'mistake',
  dueTooFarOff: 'mistake',
  alwaysLate: 'mistake',
  clockNeverStarts: 'mistake',
  closeMayWait: 'mistake',
  callTooLate: 'mistake',
  callUnrecorded: 'mistake',
  callOptional: 'mistake',
  dangerUnanswered: 'mistake',
  unsureNotDanger: 'mistake',
  noEscalation: 'mistake',
  stoppedUnheard: 'mistake',
  neverFires: 'mistake',
  nobodyChases: 'mistake',
  missingEvidence: 'mistake',
  neverAsked: 'mistake',
  askedInVain: 'warning',
  undated: 'mistake',
  unknownOutcome: 'mistake',
  undeclaredChild: 'mistake',
  unknownAnswer: 'mistake',
  openedUnasked: 'mistake',
  childNeverOpens: 'mistake',
  endlessChildren: 'mistake',
  neverCountersigned: 'mistake',
} as const satisfies Readonly<Record<string, 'mistake' | 'warning'>>;

export type FindingCode = keyof typeof FINDINGS;

/** What a check reports: where, what, and which kind of thing it is. */
export interface Found extends Mistake {
  readonly code: FindingCode;
}

export interface Finding extends Found {
  readonly severity: 'mistake' | 'warning';
  /** The chain it is in; null where a file has none that could be read. */
  readonly chain: string | null;
  /** The file as the caller calls it. */
  readonly file: string | null;
}

export const found = (code: FindingCode, path: string, sentence: string): Found => ({ code, path, sentence });

export const malformed = (mistakes: readonly Mistake[]): Found[] =>
  mistakes.map(({ path, sentence }) => found('malformed', path, sentence));

type Warning = {
  [Code in FindingCode]: (typeof FINDINGS)[Code] extends 'warning' ? Code : never;
}[FindingCode];

/** The same again, so that a page need not load the whole list. */
const WARNINGS: Readonly<Record<Warning, true>> = {
  deadBranch: true,
  idleGate: true,
  askedInVain: true,
  overAlready: true,
};

export const severityOf = (code: FindingCode): Finding['severity'] =>
  Object.hasOwn(WARNINGS, code) ? 'warning' : 'mistake';
