import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { LayerRefusal } from '@trustward/chain/layers';
import type { Published } from '../check-layers.ts';

export interface Question {
  /** All layers as they are to be, and sets of layers that were looked at before. */
  readonly all: readonly Published[];
  readonly known: readonly (readonly Published[])[];
}

/** What the linter or else the prover refuses: in a thread of its own, as it takes seconds in which everybody else would wait. */
export function unsound(question: Question): Promise<readonly LayerRefusal[]> {
  const kind = extname(import.meta.url);
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL(`./sound-thread${kind}`, import.meta.url), {
      workerData: question,
      execArgv: kind === '.ts' ? ['--conditions=@trustward/source'] : [],
    });
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`A proof ended with ${code} and no answer.`)));
  });
}
