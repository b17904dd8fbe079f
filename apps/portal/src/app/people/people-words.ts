import type { ListedPerson, PersonState } from '@trustward/contracts';
import { spokenDate } from '../shared/london-time.ts';

/** Colleagues are never told why somebody is unavailable. */
export const STATE_WORDS: Readonly<Record<PersonState, string>> = {
  active: 'Active',
  starting: 'Starting',
  unavailable: 'Unavailable',
  left: 'Left',
};

type Held = ListedPerson['posts'][number];

export const placeOf = ({ school }: Held): string => school ?? 'The trust as a whole';

/** “since 1 September 2024”, “from …”, “… to …” */
export function spanOf({ since, until, state }: Held): string {
  if (state === 'ahead') return `from ${spokenDate(since)}`;
  if (until === null) return `since ${spokenDate(since)}`;
  return `${spokenDate(since)} to ${spokenDate(until)}`;
}
