import { POSTS, ROLES, type Role } from '@trustward/chain';
import { type ListedPerson, PERSON_STATES, type PersonState } from '@trustward/contracts';
import { spokenDate } from '../shared/london-time.ts';
import { worded } from '../shared/worded.ts';

/** Colleagues are never told why somebody is unavailable. */
const STATE_WORDS: Readonly<Record<PersonState, string>> = {
  active: 'Active',
  starting: 'Starting',
  unavailable: 'Unavailable',
  left: 'Left',
};

export const stateOf = (state: PersonState): string => worded(STATE_WORDS, state, 'Not known to this page');

/** Every post that somebody can have, and every state, as choices. */
export const POST_CHOICES = POSTS.map((code) => ({ code, label: roleOf(code).title }));
export const STATE_CHOICES = PERSON_STATES.map((code) => ({ code, label: stateOf(code) }));

export const isOfSchool = (role: Role): boolean => roleOf(role).scope === 'school';

interface Known {
  readonly title: string;
  readonly scope: string;
}
function roleOf(role: Role): Known {
  return worded<Known>(ROLES, role, { title: role, scope: 'trust' });
}

type Held = ListedPerson['posts'][number];

export const placeOf = ({ school }: Held): string => school ?? 'The trust as a whole';

/** “since 1 September 2024”, “from …”, “… to …” */
export function spanOf({ since, until, state }: Held): string {
  if (state === 'ahead') return `from ${spokenDate(since)}`;
  if (until === null) return `since ${spokenDate(since)}`;
  return `${spokenDate(since)} to ${spokenDate(until)}`;
}

type Invited = NonNullable<ListedPerson['invited']>;
const LETTERS: Readonly<Record<Invited['mail'], string>> = {
  onItsWay: 'The letter is on its way.',
  sent: 'The letter was sent.',
  notSent: 'The letter could not be sent.',
};

export const invitedUntil = ({ until }: Invited): string => `Invited, until ${spokenDate(until)}`;
export const invitedWords = (invited: Invited): string =>
  `${invitedUntil(invited)}. ${worded(LETTERS, invited.mail, '')}`;
