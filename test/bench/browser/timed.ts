import { median } from '../statistics.ts';

/** Milliseconds of processor time. */
export interface Timed {
  /** Of the first call in a library that has just been loaded. */
  readonly first: number;
  /** Of those after it. */
  readonly warm: number;
}

const ROUNDS = 5;

/** Of something that says how much processor time a call took. */
export async function timed(once: () => number | Promise<number>): Promise<Timed> {
  const first = await once();
  const later: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) later.push(await once());
  return { first, warm: median(later) };
}
