/**
 * The portal in a few parts, each fetched when a page of it is first opened. A part for each page would come as dozens of
 * small files, since whatever any two pages share is a file of its own, and each costs a line and a browser its share.
 */
export const everyday = () => import('./everyday.ts');
export const office = () => import('./office.ts');
export const oneCase = () => import('./one-case.ts');
export const own = () => import('./own.ts');
export const wayIn = () => import('./way-in.ts');
