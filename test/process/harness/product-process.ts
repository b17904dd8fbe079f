import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compiledIn } from '@trustward/infra/compiled';
import { programIn } from '@trustward/infra/programs';

interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly [field: string]: unknown;
}

/** One of the product's processes as it is started in production: by itself, from its build. */
export interface ProductProcess {
  readonly pid: number;
  /** Everything that it wrote. */
  output(): string;
  lines(): readonly LogLine[];
  isRunning(): boolean;
  /** SIGKILL, as a machine that loses power. */
  kill(): Promise<void>;
  /** SIGTERM; answers how long it took, and the exit code. */
  stop(): Promise<{ readonly tookMs: number; readonly code: number | null }>;
}

export type ProductEnvironment = Readonly<Record<`TRUSTWARD_${string}`, string>>;

const root = fileURLToPath(new URL('../../..', import.meta.url));

export function startProduct(app: 'api' | 'worker', environment: ProductEnvironment): ProductProcess {
  const main = programIn(root, app);
  if (!existsSync(main)) throw new Error(`The ${app} is not built: run \`npm run build\` first.`);
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], ...compiledIn(root), ...environment },
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
  return {
    pid: child.pid ?? 0,
    output,
    lines: () => linesIn(output()),
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
