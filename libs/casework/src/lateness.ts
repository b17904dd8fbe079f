import type { Instant } from '@trustward/chain';
import { TIMED, latenessSeconds } from '@trustward/observability';
import type { Move } from './move.ts';

/** Counts how long after its instant each thing that a clock brings was played: once, however many hear of it. */
export function countLateness(moves: readonly Move[], now: Instant): void {
  for (const { event, at, effects } of moves) {
    if (event.type !== 'timePassed') continue;
    const told = new Set<string>(effects.map((it) => (it.kind === 'tell' ? it.because : it.kind)));
    for (const kind of TIMED) if (told.has(kind)) latenessSeconds.observe({ kind }, (now - at) / 1_000);
  }
}
