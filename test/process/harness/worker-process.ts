import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { until } from './until.ts';

const MAIN = fileURLToPath(new URL('../../../apps/worker/dist/main.js', import.meta.url));

interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly [field: string]: unknown;
}

/** The worker as it is started in production: a process of its own, from its build. */
export interface WorkerProcess {
  readonly pid: number;
  /** Everything that it wrote. */
  output(): string;
  lines(): readonly LogLine[];
  isUp(stage: string): Promise<unknown>;
  isRunning(): boolean;
  /** SIGKILL, as a machine that loses power. */
  kill(): Promise<void>;
  /** SIGTERM; answers how long it took, and the exit code. */
  stop(): Promise<{ readonly tookMs: number; readonly code: number | null }>;
}

export type WorkerEnvironment = Readonly<Record<`TRUSTWARD_${string}`, string>>;

export function startWorker(environment: WorkerEnvironment): WorkerProcess {
  if (!existsSync(MAIN)) throw new Error('The worker is not built: run `npm run build` first.');
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => written.push(text));
  }
  const ended = once(child, 'exit');
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  void ended.then(() => process.off('exit', endWithUs));
  const output = () => written.join('');
  const lines = () => linesIn(output());
  const ups = (stage: string) =>
    lines().filter((it) => it.message === 'part is up' && it['stage'] === stage).length;
  return {
    pid: child.pid ?? 0,
    output,
    lines,
    isUp: (stage) =>
      until(
        `worker’s ${stage} up`,
        () => ups(stage),
        (count) => count > 0,
      ),
    isRunning: () => child.exitCode === null && child.signalCode === null,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: async () => {
      const from = performance.now();
      child.kill('SIGTERM');
      const [code] = (await ended) as [number | null];
      return { tookMs: performance.now() - from, code };
    },
  };
}

function linesIn(output: string): readonly LogLine[] {
  return output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as LogLine);
}
