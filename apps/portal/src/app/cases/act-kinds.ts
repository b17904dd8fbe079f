/** What a person can ask or answer in words, without doing the task itself. */
export const ACT_KINDS = [
  'decline',
  'takeBack',
  'handOver',
  'waive',
  'takeOver',
  'pause',
  'resume',
  'askRelease',
  'grantRelease',
  'declineRelease',
  'standDown',
  'askMistake',
  'agreeMistake',
  'declineMistake',
  'recordEvent',
  'changeAnswer',
] as const;
export type ActKind = (typeof ACT_KINDS)[number];

/** Stands for the case as a whole, where an act is about no part of it. */
export const WHOLE_CASE = 'case';

/** An act, and what it is about: a task, a hold, something that may happen, a question, or the whole case. */
export interface Wanted {
  readonly kind: ActKind;
  readonly on: string;
}
