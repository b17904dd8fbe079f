import type { Words } from '@trustward/casework';
import type { CaseTask } from '@trustward/contracts';

const SAID = { name: 'Who confirmed it, by the link', theirReference: 'Their reference' } as const;

/** What somebody of an agency wrote when they pressed its link: in their own words, of which nobody here is sure. */
export const confirmedWith = (words: Words): CaseTask['recorded'] =>
  Object.entries(SAID).flatMap(([field, label]) => {
    const value = words[field];
    return typeof value === 'string' && value !== '' ? [{ label, value }] : [];
  });

/** '“Sam Patel”, their reference “CSC-1”', as one line of the timeline. */
export const confirmedBy = ({ name, theirReference }: Words): string | null =>
  typeof name !== 'string'
    ? null
    : `“${name}”${typeof theirReference === 'string' && theirReference !== '' ? `, their reference “${theirReference}”` : ''}`;
