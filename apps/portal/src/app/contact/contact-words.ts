import type { Choice } from '../shared/radios-field.ts';

/** A text needs a number to go to. */
export const soonChoices = (phoneEnding: string | null): readonly Choice[] => [
  { code: 'email', label: 'By e-mail' },
  ...(phoneEnding === null ? [] : [{ code: 'emailAndText', label: 'By e-mail and text' }]),
  { code: 'none', label: 'In Trustward only' },
];

export const LATER: readonly Choice[] = [
  {
    code: 'daily',
    label: 'One e-mail a day',
    hint: 'At half past seven in the morning, or once your quiet time is over, if there is something new.',
  },
  { code: 'none', label: 'In Trustward only' },
];

export const QUIET: readonly Choice[] = [
  { code: 'none', label: 'None' },
  { code: 'evening', label: 'From 6 in the evening to 8 in the morning' },
  { code: 'night', label: 'From 10 at night to 7 in the morning' },
];
