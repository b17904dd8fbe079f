export { castOf } from './conflict/cast.ts';
export type { Circumstances, HeldPost } from './conflict/cast.ts';
export { exclusionsOf } from './conflict/exclusions.ts';
export type { Cause, Parties } from './conflict/exclusions.ts';
export { likenessesOf } from './conflict/likeness.ts';
export type { Relationship, Tie } from './conflict/ties.ts';
