export type { TemporalSettings } from './client/settings.ts';
export { connectClient, openClient } from './client/connect.ts';
export type { TemporalClient } from './client/connect.ts';
export { isTemporalAway } from './client/away.ts';
export { answers, pingTemporal } from './client/ping.ts';
export { Timekeeper } from './client/timekeeper.ts';
export { ensureNamespace } from './client/namespace.ts';
export { failureCode } from './scrub/failure-code.ts';
