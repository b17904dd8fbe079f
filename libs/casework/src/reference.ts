import { randomInt } from 'node:crypto';

/** Without the letters and digits that are read one for another. */
const LETTERS = 'ABCDEFGHJKMNPQRTUVWXYZ2346789';
const three = (): string =>
  Array.from({ length: 3 }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');

/** What people call a case among themselves, e.g. KX7-4F2. Drawn at random: it says nothing. */
export const newReference = (): string => `${three()}-${three()}`;
