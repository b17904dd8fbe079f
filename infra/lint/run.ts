import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createProjectGraphAsync } from '@nx/devkit';
import { unfitLicences } from './licences.ts';
import { missingSiblings, readLock } from './lock.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Check {
  readonly name: string;
  readonly run: () => Promise<string>;
}

/** Runs a tool of this workspace; resolves to what it printed when it complains, to nothing when all is well. */
const tool = (command: string, ...args: string[]): Promise<string> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.resolve(command)), ...args], {
      cwd: root,
      // The native tools would else spend a fifth of their time on saving memory.
      env: { ...process.env, GOGC: '400' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    child.on('close', (code) =>
      resolve(code === 0 ? '' : printed || `${command} ended with ${String(code)}`),
    );
  });

const bin = (path: string): string => `file://${root}node_modules/${path}`;

/** One checker: several share a core here, and each would look at much of the same. */
const compiler = (project: string): Promise<string> =>
  tool(bin('typescript-native/bin/tsc'), '--singleThreaded', '-p', project);

/** The rule on boundaries silently skips itself without a project graph, so the graph is made first and the skip is an error. */
const eslint = async (): Promise<string> => {
  await createProjectGraphAsync({ exitOnError: false });
  const printed = await tool(
    bin('eslint/bin/eslint.js'),
    '--flag',
    'unstable_native_nodejs_ts_config',
    '-c',
    'infra/lint/eslint.config.ts',
    '--max-warnings',
    '0',
    '.',
  );
  return printed.includes('The rule will be skipped')
    ? `The boundaries were not checked.\n${printed}`
    : printed;
};

/** What needs types to be known: an act that nobody waits for may be lost without a word. */
const promises = (): Promise<string> =>
  tool(
    bin('oxlint/bin/oxlint'),
    ...['--type-aware', '--threads=1', '--config', 'infra/lint/oxlint.json', '--format', 'unix'],
    ...['libs', 'apps/api', 'apps/worker', 'apps/cli', 'workflows', 'infra', 'test'],
  );

const USED = 'dependencies,unlisted,unresolved,files,exports,types';

const CHECKS: readonly Check[] = [
  { name: 'lock', run: () => Promise.resolve(missingSiblings(readLock(root)).join('\n')) },
  { name: 'licences', run: () => Promise.resolve(unfitLicences(root, readLock(root)).join('\n')) },
  { name: 'types', run: () => compiler('infra/lint/tsconfig.json') },
  { name: 'types of the launcher', run: () => compiler('infra/tsconfig.json') },
  { name: 'style and boundaries', run: eslint },
  { name: 'promises', run: promises },
  {
    name: 'dependencies and what nothing uses',
    run: () => tool(bin('knip/bin/knip.js'), '--config', 'infra/lint/knip.json', '--include', USED),
  },
  {
    name: 'format',
    run: () =>
      tool(
        bin('prettier/bin/prettier.cjs'),
        // Prints the same, and reads in half the time.
        '--plugin=@prettier/plugin-oxc',
        '--check',
        '--log-level',
        'warn',
        '**/*.{ts,mjs,html,scss,json}',
        '!**/histories/**',
      ),
  },
];

/** Nothing to say when all is well. */
const complaints = await Promise.all(
  CHECKS.map(async (check) => ({ name: check.name, printed: await check.run() })),
);
for (const { name, printed } of complaints.filter((c) => c.printed !== '')) {
  console.error(`\n— ${name}\n${printed.trimEnd()}`);
}
process.exit(complaints.some((c) => c.printed !== '') ? 1 : 0);
