import { spawn } from 'node:child_process';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isRight } from './version.ts';

const NOTHING_CAME_WITHIN_MS = 8_000;
const GIVE_UP_AFTER_MS = 180_000;

/** Lets the SDK download the server; answers why it could not, or nothing when it did. */
export async function downloadTemporal(
  target: string,
  say: (sentence: string) => void,
): Promise<string | undefined> {
  const folder = `${target}.download`;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  try {
    say('Asking for a download of the Temporal server (about 50 MB; seconds where the network allows it)');
    const ended = await runSdk(folder);
    const program = await firstRightProgram(folder);
    if (!program) return ended;
    await rename(program, target);
    return undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The SDK loads native code and starts what it fetched: in a process of its own it can be given up. */
async function runSdk(folder: string): Promise<string> {
  const script = fileURLToPath(new URL('./download-by-sdk.ts', import.meta.url));
  const child = spawn(process.execPath, [script, folder], { stdio: 'ignore' });
  const started = Date.now();
  const watch = setInterval(() => {
    void readdir(folder).then((names) => {
      const waited = Date.now() - started;
      const nothingCame = names.length === 0 && waited > NOTHING_CAME_WITHIN_MS;
      if (nothingCame || waited > GIVE_UP_AFTER_MS) child.kill('SIGKILL');
    });
  }, 500);
  await new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
  clearInterval(watch);
  return 'the network refuses the download';
}

async function firstRightProgram(folder: string): Promise<string | undefined> {
  for (const name of await readdir(folder)) {
    const program = path.join(folder, name);
    if (await isRight('temporal', program)) return program;
  }
  return undefined;
}
