import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compiledIn } from '@trustward/infra/compiled';
import { KINDS } from './kinds.ts';
import { countOf, judgedAlone, none, sum } from './report.ts';
import type { Count } from './report.ts';
import { Temporary } from './temporary.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = join(root, 'test-results');

/** Far beyond what any stage takes: a run that hangs must end by itself, and say where it hung. */
const GIVE_UP_AFTER_MS = 20 * 60_000;

/** A third of what stands at nought gets, where both want a core. */
const GIVES_WAY = 5;

const running = new Set<ChildProcess>();

const run = (name: string, ...command: string[]): Promise<number> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, command, {
      cwd: root,
      // What each stage loads has been compiled by the one before.
      env: { ...process.env, ...compiledIn(root) },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    running.add(child);
    // What it starts inherits it.
    if (BESIDE.includes(name) && child.pid !== undefined) setPriority(child.pid, GIVES_WAY);
    const late = setTimeout(() => {
      console.error(`Given up after ${GIVE_UP_AFTER_MS / 60_000} minutes.`);
      child.kill('SIGKILL');
    }, GIVE_UP_AFTER_MS);
    child.on('close', (code) => {
      clearTimeout(late);
      running.delete(child);
      resolve(code ?? 1);
    });
  });

const stage = async (name: string, work: () => Promise<Count>): Promise<Count> => {
  const from = Date.now();
  console.log(`\n━━ ${name}`);
  const count = await work();
  console.log(
    `━━ ${name}: ${count.passed} passed, ${count.failed} failed, in ${((Date.now() - from) / 1000).toFixed(1)} s`,
  );
  return count;
};

/** A command that counts as one test: it says nothing when all is well. */
const command = (name: string, ...args: string[]): Promise<Count> =>
  stage(name, async () =>
    (await run(name, ...args)) === 0
      ? { ...none, passed: 1 }
      : { ...none, failed: 1, failures: [`✗ ${name}`] },
  );

const vitest = async (name: string, ...more: readonly string[]): Promise<Count> => {
  const file = join(results, `${name}.json`);
  rmSync(file, { force: true });
  const code = await run(
    name,
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    'test/vitest.config.ts',
    '--project',
    name,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    // What one stage has turned into JavaScript, the others take over; for this run alone, so that it cannot be stale.
    '--experimental.fsModuleCache',
    `--experimental.fsModuleCachePath=${join(tmpdir(), 'modules')}`,
    ...more,
  );
  return countOf(name, file, code);
};

/** More files than these were not upset by their neighbours. */
const ALONE_MAX = 3;

const kind = (name: string): Promise<Count> =>
  stage(name, async () => {
    const count = await vitest(name);
    const { files, failures } = count;
    if (KINDS[name]?.triedAlone !== true || files.length === 0 || files.length > ALONE_MAX) return count;
    console.log(`\n${failures.join('\n')}\n━━ ${name}: once more, by itself`);
    return judgedAlone(count, await vitest(name, '--no-file-parallelism', ...files));
  });

/** `npm test` runs everything; `npm test -- unit api` runs what is named. */
const STAGES: Readonly<Record<string, () => Promise<Count>>> = {
  build: () => command('build', 'infra/launch/build.ts'),
  lint: () => command('lint', 'infra/lint/run.ts'),
  ...Object.fromEntries(Object.keys(KINDS).map((name) => [name, () => kind(name)])),
};

/**
 * Two rows at once, each stage by stage: what starts servers and waits for them, and, giving way to it, what keeps a core
 * busy. What waits most of its time runs beside the portal's pages, which give way too.
 */
const FIRST = ['house', 'launcher', 'process'];
const THEN = ['reliability', 'portal'];
const BESIDE = ['unit', 'api', 'isolation', 'lint'];

/** Nothing is linted, and no product built, while `house` tries scratch files. */
const WAITS_FOR: Readonly<Record<string, string>> = { lint: 'house' };

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in STAGES));
if (unknown.length > 0) {
  console.error(
    `There is no test stage called ${unknown.join(', ')}. There are: ${Object.keys(STAGES).join(', ')}.`,
  );
  process.exit(2);
}

mkdirSync(results, { recursive: true });
const temporary = new Temporary('tests');
const clear = () => {
  const left = temporary.clear();
  if (left > 0) console.log(`\n${left} process${left === 1 ? '' : 'es'} that tests had left running ended.`);
};
/** A terminal's Ctrl-C has reached the stage too, which gets a moment to put away its own things. */
const breakOff = (signal: NodeJS.Signals) => {
  if (signal !== 'SIGINT') for (const child of running) child.kill(signal);
  const ended = () => {
    clear();
    process.exit(130);
  };
  for (const child of running) {
    child.once('close', () => {
      if (running.size === 0) ended();
    });
  }
  setTimeout(ended, running.size > 0 ? 10_000 : 0);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, breakOff);

const isWanted = (name: string): boolean => asked.length === 0 || asked.includes(name);
const begun = new Map<string, Promise<Count>>();
/** A stage is run once, whoever asks for it first. */
const stageOf = (name: string): Promise<Count> => {
  const count = begun.get(name) ?? STAGES[name]?.() ?? Promise.resolve(none);
  begun.set(name, count);
  return count;
};

/** Stage by stage; answers what all of them came to. */
async function row(names: readonly string[]): Promise<Count> {
  let all = none;
  for (const name of names.filter(isWanted)) {
    const before = WAITS_FOR[name];
    if (before !== undefined && isWanted(before)) await stageOf(before);
    all = sum(all, await stageOf(name));
  }
  return all;
}

const built = await row(['build']);
const first = async (): Promise<Count> => {
  const count = await row(FIRST);
  return (await Promise.all(THEN.map((name) => row([name])))).reduce(sum, count);
};
const total = (await Promise.all([first(), row(BESIDE)])).reduce(sum, built);
clear();
if (total.upset.length > 0) {
  console.log(`\nFailed beside others, and passed alone:\n${total.upset.join('\n')}`);
}
if (total.failures.length > 0) console.log(`\n${total.failures.join('\n')}`);
console.log(
  `\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
