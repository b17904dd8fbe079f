/** What must hold whatever breaks. */
export const INVARIANTS = {
  acts: 'acknowledged acts that are not there, or refused ones that are',
  deadlines: 'deadlines without one outcome, or not at their own instant',
  notices: 'notices that are missing, twice, or somebody else’s',
  letters: 'e-mails that are missing, under another Message-ID, or again without a fault around them',
  audit: 'audit rows that are missing or not as they were written',
  replay: 'states other than what their events come to',
  unfinished: 'things that nobody came back to',
} as const;
export type Invariant = keyof typeof INVARIANTS;

/** Something that does not hold, in ids, codes and instants. */
export interface Finding {
  readonly what: Invariant;
  readonly sentence: string;
}
