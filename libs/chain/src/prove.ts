export { CLAIMS } from './prove/answer.ts';
export type { Bound, Bounds, Cast, Claim, CounterExample, Played, Proof } from './prove/answer.ts';
export { prove } from './prove/prove.ts';
export type { ProveOptions } from './prove/prove.ts';
