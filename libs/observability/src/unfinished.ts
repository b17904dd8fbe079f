import { silenceSeconds, unfinishedCount, unfinishedSeconds } from './metrics.ts';

/** How many of one kind and state are begun and not ended, and for how long the oldest has been so. */
export interface Unfinished {
  readonly what: string;
  readonly state: string;
  readonly count: number;
  /** Null where there is none. */
  readonly seconds: number | null;
}

/** All that there may be, so that nothing looks unknown that is merely not there. */
const STATES = {
  job: ['waiting', 'taken', 'failing', 'parked'],
  delivery: ['pending', 'sending', 'nobody'],
  message: ['waiting', 'unsent'],
  change: ['applying'],
  wake: ['overdue'],
  audit: ['unsealed', 'unshipped'],
} as const;

export function showUnfinished(rows: readonly Unfinished[] | null): void {
  unfinishedCount.reset();
  unfinishedSeconds.reset();
  if (rows === null) return;
  for (const [what, states] of Object.entries(STATES)) {
    for (const state of states) {
      const row = rows.find((each) => each.what === what && each.state === state);
      unfinishedCount.set({ what, state }, row?.count ?? 0);
      unfinishedSeconds.set({ what, state }, row?.seconds ?? 0);
    }
  }
}

export function showSilences(rows: readonly { what: string; seconds: number }[] | null): void {
  silenceSeconds.reset();
  for (const { what, seconds } of rows ?? []) silenceSeconds.set({ what }, seconds);
}
