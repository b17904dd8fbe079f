import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { running } from './running.ts';
import type { Ending, Running } from './running.ts';

const ENDING: Ending = { gently: 'SIGTERM', firmly: 'SIGKILL', withinMs: 5_000 };

/** Runs a built program on this Node, in a process group of its own, its talk going into a log. */
export function startNode(file: string, cwd: string, env: NodeJS.ProcessEnv, logFile: string): Running {
  const log = openSync(logFile, 'a', 0o600);
  const args = ['--enable-source-maps', file];
  const child = spawn(process.execPath, args, { cwd, env, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  return running(child, ENDING);
}
