/** In the order in which a fact travels. */
export const FIRST_PARTS = [
  'list-my-duties',
  'report-a-concern',
  'poke-to-drive',
  'deadline-lateness',
] as const;
export type FirstPart = (typeof FIRST_PARTS)[number];

/** Those that go through Temporal. */
export const CASES_PARTS = ['poke-to-drive', 'deadline-lateness'] as const satisfies readonly FirstPart[];
