import { found } from './finding.ts';
import { eachStep } from './view.ts';

/** Once they are gone of whom the law asks something, only a waiver ends it. What closes a case is never waived. */
export const checkPersonal = eachStep(({ personal, optional, path, closes, title }, at, { chain }) =>
  chain.waiver === undefined && personal && !optional && path === undefined && closes === undefined
    ? [
        found(
          'waiverMissing',
          `${at}.personal`,
          `"${title}" is for one person alone, so once they are gone only a waiver ends it: give the chain a "waiver".`,
        ),
      ]
    : [],
);
