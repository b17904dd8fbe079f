import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A process that runs until it is told to stop. */
export interface Running {
  readonly pid: number;
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
  kill(): void;
}

/** How a process is asked to end, and how it is made to when it takes too long. */
export interface Ending {
  readonly gently: NodeJS.Signals;
  readonly firmly: NodeJS.Signals;
  readonly withinMs: number;
}

/** Holds a child; one that was never stopped ends with us. */
export function running(child: ChildProcess, ending: Ending): Running {
  const ended = once(child, 'exit').then(
    () => undefined,
    // It could not even be started: ended all the same, and whoever waits for its answer says so.
    () => undefined,
  );
  const signal = (name: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(name);
  };
  const endWithUs = () => signal(ending.gently);
  process.once('exit', endWithUs);
  void ended.then(() => process.off('exit', endWithUs));
  const stop = async () => {
    signal(ending.gently);
    const late = setTimeout(() => signal(ending.firmly), ending.withinMs);
    await ended;
    clearTimeout(late);
  };
  return { pid: child.pid ?? 0, ended, stop, kill: () => signal('SIGKILL') };
}
