/** In the order in which a fact travels. */
export const FIRST_PARTS = [
  'list-my-duties',
  'report-a-concern',
  'poke-to-drive',
  'deadline-lateness',
] as const;
export type FirstPart = (typeof FIRST_PARTS)[number];
