import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { TemporalStore } from '../../temporal-store.ts';

/** What so many open cases take. */
export interface Grown {
  readonly cases: number;
  readonly temporalOn: TemporalStore;
  /** In seconds, from an empty store of Temporal's until each of them has its workflow and that has looked. */
  readonly rebuild: number;
  /** In MB, each. */
  readonly memory: Readonly<Record<'api' | 'worker' | 'temporal' | 'postgres', number>>;
  readonly disk: Readonly<Record<'temporal' | 'postgres', number>>;
}

/** What was measured in this folder before: a line each, so that a run that was broken off goes on where it was. */
export class Measured {
  readonly #file: string;

  constructor(folder: string) {
    this.#file = path.join(folder, 'growth.jsonl');
  }

  of(cases: number, temporalOn: TemporalStore): Grown | null {
    const lines = existsSync(this.#file) ? readFileSync(this.#file, 'utf8').trim().split('\n') : [];
    const all = lines.map((line) => JSON.parse(line) as Grown);
    return all.find((it) => it.cases === cases && it.temporalOn === temporalOn) ?? null;
  }

  add(grown: Grown): void {
    appendFileSync(this.#file, `${JSON.stringify(grown)}\n`);
  }
}
