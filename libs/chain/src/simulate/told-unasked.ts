/** What somebody is told of a duty though nobody acts, before the title of the step: all that a proof, which stays small, says. */
export const TOLD_UNASKED = {
  newDuty: 'Told of',
  breach: 'Told of the lateness of',
  unacknowledged: 'Told that nobody has in hand',
  handedUp: 'Told who has now',
  nobodyCanAct: 'Told that nobody can do',
  nothingHeard: 'Told that nothing was heard about',
} as const;
