import type { SharedPart } from '@trustward/contracts';
import { worded } from '../shared/worded.ts';

/** What each part of a case is, in the words of the form and of every list. */
export const PART_WORDS: Readonly<Record<SharedPart, { readonly label: string; readonly hint: string }>> = {
  headline: {
    label: 'The headline',
    hint: 'That there is a concern about this child, who leads, and whom to ring. No words of the report.',
  },
  plan: { label: 'The plan', hint: 'The headline, and what is to be done by whom and when.' },
  everything: {
    label: 'Everything',
    hint: 'To read only: the report, what was recorded and what happened. Not who reported it.',
  },
};

/** What somebody was let see; a later version may know more parts. */
export const partLabel = (part: SharedPart): string => worded(LABELS, part, 'A part of it');
const LABELS = Object.fromEntries(Object.entries(PART_WORDS).map(([part, { label }]) => [part, label]));
