export { connectWorker } from './worker/connect.ts';
export { failureConverterPath, workerOptions } from './worker/options.ts';
export type { WorkerShape } from './worker/options.ts';
export { activityScrubber } from './scrub/activity-scrubber.ts';
export type { ScrubbedFailure } from './scrub/activity-scrubber.ts';
