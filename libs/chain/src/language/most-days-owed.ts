import type { Chain } from './chain.ts';

/** So far ahead a duty may be due, and a date lie for which a case waits: beyond it nobody would hear that it was left. */
const MOST_DAYS_OWED = 183;

/** What is nobody's safety may rest for three years, the longest that a source leaves its own policy before it is reviewed. */
const MOST_DAYS_OF_INFORMATION = 3 * 366;

export const mostDaysOwed = ({ about }: Pick<Chain, 'about'>): number =>
  about === 'information' ? MOST_DAYS_OF_INFORMATION : MOST_DAYS_OWED;
