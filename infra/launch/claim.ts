import { existsSync, rmdirSync, writeFileSync } from 'node:fs';
import type { DataFolder } from './data-folder.ts';
import { tryLock } from './lock.ts';
import type { Lock } from './lock.ts';
import { Refusal } from './refusal.ts';

/** A launcher whose terminal or npm was killed needs a moment to notice and to stop. */
const STOPPING_NOTICED_WITHIN_MS = 1_500;
const STOPPED_WITHIN_MS = 12_000;

/** Marks the folder as ours for as long as we live. */
export async function claim(folder: DataFolder): Promise<Lock> {
  const file = folder.at('run', 'launcher.lock');
  const wasThere = existsSync(folder.path);
  const began = Date.now();
  for (;;) {
    const lock = tryLock(file);
    if ('release' in lock) return { release: () => unclaim(folder, lock, wasThere) };
    const patience = existsSync(stoppingMark(folder)) ? STOPPED_WITHIN_MS : STOPPING_NOTICED_WITHIN_MS;
    if (Date.now() - began > patience) {
      throw new Refusal(
        `Trustward is already running on ${folder.path} (process ${lock.pid}): use it, stop it with Ctrl-C, or start a second one with --data and --port.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export function stoppingMark(folder: DataFolder): string {
  return folder.at('run', 'stopping');
}

/** Whoever starts on this folder now waits for us. A full disk must not keep us from stopping. */
export function markStopping(folder: DataFolder): void {
  try {
    writeFileSync(stoppingMark(folder), '');
  } catch {
    // No room, or the folder was removed while we ran: the next start waits less long, no more.
    return;
  }
}

/** A start that was refused leaves no empty folders behind. */
function unclaim(folder: DataFolder, lock: Lock, wasThere: boolean): void {
  lock.release();
  for (const empty of wasThere ? [folder.at('run')] : [folder.at('run'), folder.path]) {
    try {
      rmdirSync(empty);
    } catch {
      // Not empty: it is in use, and stays.
      return;
    }
  }
}
