import type { Question } from '@trustward/contracts';

/** What somebody is asked, after 'Somebody asks you'. */
export const ASKED: Readonly<Record<Question['for'], (title: string) => string>> = {
  done: (title) => `to agree to “${title}” being done`,
  waiver: (title) => `to agree that “${title}” need not be done`,
  handOver: (title) => `to take over “${title}”`,
  pause: (title) => `to agree that the clock of “${title}” stands still`,
  release: (title) => `to agree that the hold “${title}” ends early`,
  mistake: () => 'to agree that this was reported by mistake',
};
