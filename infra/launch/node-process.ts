import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';

const STOP_WITHIN_MS = 5_000;

/** A process that runs until it is told to stop. */
export interface Running {
  readonly pid: number;
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
  kill(): void;
}

/** Runs a built program on this Node, in a process group of its own, its talk going into a log. */
export function startNode(file: string, cwd: string, env: NodeJS.ProcessEnv, logFile: string): Running {
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(process.execPath, ['--enable-source-maps', file], {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const ended = once(child, 'exit').then(
    () => undefined,
    () => undefined,
  );
  const signal = (name: NodeJS.Signals) =>
    child.exitCode === null && child.signalCode === null && child.kill(name);
  const endWithUs = () => signal('SIGKILL');
  process.once('exit', endWithUs);
  void ended.then(() => process.off('exit', endWithUs));
  const stop = async () => {
    signal('SIGTERM');
    const late = setTimeout(() => signal('SIGKILL'), STOP_WITHIN_MS);
    await ended;
    clearTimeout(late);
  };
  return { pid: child.pid ?? 0, ended, stop, kill: () => void signal('SIGKILL') };
}
