/** The actor in whose name time passes. */
export const WORKER_ACTOR = 'worker';
