/** In this order: the first two want a database without a worker, and lists as long as they are. */
export const FIRST_PARTS = [
  'list-my-duties',
  'report-a-concern',
  'poke-to-drive',
  'deadline-lateness',
] as const;
export type FirstPart = (typeof FIRST_PARTS)[number];
