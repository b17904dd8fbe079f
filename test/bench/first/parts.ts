/** In the order in which a fact travels. */
export const FIRST_PARTS = [
  'list-my-duties',
  'report-a-concern',
  'poke-to-drive',
  'deadline-lateness',
] as const;

/** Those that go through Temporal. */
export const CASES_PARTS = ['poke-to-drive', 'deadline-lateness', 'due-at-once', 'noisy-trust'] as const;
export type Part = (typeof FIRST_PARTS)[number] | (typeof CASES_PARTS)[number];
