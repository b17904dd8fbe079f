import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Timed } from './timed.ts';
import type { Asked } from './work.ts';

/** In a node process that has just begun, straight from source. */
export async function inNode(asked: Asked): Promise<Timed> {
  const file = fileURLToPath(new URL('./process.ts', import.meta.url));
  const child = spawn(process.execPath, ['--conditions=@trustward/source', file], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(asked));
  return JSON.parse(await text(child.stdout)) as Timed;
}
