import { HOUR, MINUTE } from '@trustward/chain';
import type { Chain, Length } from '@trustward/chain';

/** Every hour for ten years, and little more. What is counted in days stays far below. */
const MOST_TURNS = 100_000;

/** Whether a chain could tell somebody so often within a time that to play it would take minutes and all memory. */
export function repeatsTooOften({ steps }: Chain, milliseconds: number): boolean {
  const repeated = steps
    .flatMap(({ late, unacknowledged }) => [...late, ...unacknowledged])
    .flatMap((rung) => ('every' in rung && rung.every !== undefined ? [rung.every] : []));
  const turns = repeated.reduce((sum, every) => sum + milliseconds / elapsed(every), 0);
  return turns > MOST_TURNS;
}

function elapsed(every: Length): number {
  if ('minutes' in every) return every.minutes * MINUTE;
  return 'hours' in every ? every.hours * HOUR : Infinity;
}
