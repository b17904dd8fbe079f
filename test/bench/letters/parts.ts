/** What the mail server does with the letters of the trust whose addresses are bad. */
export const LETTERS_PARTS = ['refused', 'later', 'hanging'] as const;
