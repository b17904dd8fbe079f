import type { Mistake } from '../language/mistake.ts';

/** Everything the linter can find. A mistake refuses a chain; a warning is for its writer to weigh. */
export const FINDINGS = {
  malformed: ['mistake', 'What stands there is not in the language.'],
  unknownName: ['mistake', 'A name leads nowhere, or stands for two things.'],
  unsound: ['mistake', 'A question, a form or a clock contradicts itself.'],
  unresolved: ['mistake', 'The layers do not go together.'],
  looserThanFloor: ['mistake', 'A value is looser than a floor.'],
  neverOpens: ['mistake', 'A step waits for what cannot happen first.'],
  contradiction: ['mistake', 'A condition asks for what cannot be so at once.'],
  deadBranch: ['warning', 'A part of a condition can never hold.'],
  endlessRepeat: ['mistake', 'A step comes up again and again and nothing ends it.'],
  neverCloses: ['mistake', 'No step that closes the case can come up.'],
  leadsNowhere: ['mistake', 'After an outcome the case can no longer close.'],
  waiverStrands: ['mistake', 'After a waiver the case can no longer close.'],
  waiverSkips: ['mistake', 'After a waiver the case goes past what every other case goes through.'],
  needlessStrands: ['mistake', 'Once a step is no longer needed the case can no longer close.'],
  closesNothing: ['mistake', 'A step says it closes the case and does not.'],
  gateNeverOpens: ['mistake', 'Steps wait for one another, or a gate for what comes after it.'],
  idleGate: ['warning', 'A gate bars nothing that the chain has.'],
  holdNeverEnds: ['mistake', 'A hold forbids what would end it.'],
  barredPath: ['mistake', 'Something stands before the danger or Designated Officer path.'],
  hinderedPath: ['mistake', 'A call is kept from somebody, or ends because somebody did something else.'],
  pathNotInForce: ['mistake', 'Cases that open on some days have no step on a path that the chain has.'],
  pathCloses: ['mistake', 'A step that nothing may bar closes the case, whatever is still owed.'],
  ladderInLine: ['mistake', 'A ladder has nobody who is outside the line of the subject.'],
  noDeadline: ['mistake', 'A step that must be done has no deadline.'],
  clockNeverStarts: ['mistake', 'The clock of a call that must be made may never start.'],
  callTooLate: ['mistake', 'The time for a call that must be made is longer than the law gives.'],
  callUnrecorded: ['mistake', 'The form of a call need not say who was told, or when.'],
  noEscalation: ['mistake', 'Nobody hears when a deadline of ours passes, or not for thirty days.'],
  neverFires: ['mistake', 'An alert can never be sent.'],
  nobodyChases: ['warning', 'Another party may stay silent and nobody has to ask again.'],
  missingEvidence: ['mistake', 'A rule demands evidence that no step which answers it asks for.'],
  neverAsked: ['mistake', 'A question is asked by a form that does not have it.'],
  askedInVain: ['warning', 'Nothing depends on a question or an event.'],
  undated: ['mistake', 'A clock or a step goes by the date of an event that carries none.'],
  unknownOutcome: ['mistake', 'A step names an outcome that it does not have.'],
  undeclaredChild: ['mistake', 'A step opens a case of a chain that is not there.'],
  unknownAnswer: ['mistake', 'A child case begins with an answer that its chain does not know.'],
  childNeverOpens: ['mistake', 'A child case waits for an outcome before there can be one.'],
  endlessChildren: ['mistake', 'Cases open one another without anybody doing anything.'],
  neverCountersigned: ['mistake', 'What goes out without agreement is looked at by nobody, or by its doer.'],
} as const satisfies Readonly<Record<string, readonly ['mistake' | 'warning', string]>>;

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

export const severityOf = (code: FindingCode): Finding['severity'] => FINDINGS[code][0];
