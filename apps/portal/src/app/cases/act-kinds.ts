/** What a person can ask or answer in words, without doing the task itself. */
export const ACT_KINDS = [
  'decline',
  'takeBack',
  'handOver',
  'waive',
  'takeOver',
  'askRelease',
  'grantRelease',
] as const;
export type ActKind = (typeof ACT_KINDS)[number];

/** An act, and the task or hold it is about. */
export interface Wanted {
  readonly kind: ActKind;
  readonly on: string;
}
