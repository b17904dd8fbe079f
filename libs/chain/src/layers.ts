export { pinned } from './inherit/pinned.ts';
export { namedSettings, resolve } from './inherit/resolve.ts';
export type { Resolved, ResolveOptions } from './inherit/resolve.ts';
export { retimed } from './inherit/retimed.ts';
export type { LayerRefusal } from './inherit/refusal.ts';
export type { Origin, Origins, Source } from './inherit/origin.ts';
