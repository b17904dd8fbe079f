import { own } from '@trustward/chain';
import type { Question } from '@trustward/contracts';

const ASKED: Readonly<Record<Question['for'], (title: string) => string>> = {
  done: (title) => `to agree to “${title}” being done`,
  waiver: (title) => `to agree that “${title}” need not be done`,
  handOver: (title) => `to take over “${title}”`,
  pause: (title) => `to agree that the clock of “${title}” stands still`,
  release: (title) => `to agree that the hold “${title}” ends early`,
  mistake: () => 'to agree that this was reported by mistake',
};

/** What somebody is asked, after 'Somebody asks you'; a later version beside this one may ask for more. */
export const askedFor = (what: Question['for'], title: string): string =>
  own(ASKED, what)?.(title) ?? (title === '' ? 'for an answer' : `for an answer about “${title}”`);
