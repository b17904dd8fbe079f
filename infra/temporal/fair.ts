/**
 * What has trusts take turns. Without the first, fairness keys are silently ignored; each partition of a queue keeps an order
 * of its own, and which is asked next is chance. Partitions are still read, as an earlier version may have written to them.
 */
export const FAIR = { 'matching.enableFairness': true, 'matching.numTaskqueueWritePartitions': 1 } as const;
