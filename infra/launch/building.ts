import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { runNode } from './commands.ts';
import { writeWhole } from './data-folder.ts';
import { fingerprint } from './fingerprint.ts';
import { withLock } from './lock.ts';
import { PROGRAM_NAMES, programFile } from './programs.ts';
import { Breakdown } from './refusal.ts';

interface Scope {
  /** What it is built from. */
  readonly folders: readonly string[];
  /** What Nx runs, wherever a project has it. */
  readonly targets: readonly string[];
  /** What must be there afterwards. */
  readonly outputs: readonly string[];
}

const SCOPES = {
  cli: {
    folders: ['apps/cli', 'libs', 'workflows'],
    targets: ['compile', 'programs'],
    outputs: [programFile('cli')],
  },
  all: {
    folders: ['apps', 'libs', 'workflows'],
    targets: ['compile', 'programs', 'build', 'bundle'],
    outputs: [
      ...PROGRAM_NAMES.map(programFile),
      'apps/portal/dist/browser/index.html',
      'workflows/dist/bundle.js',
    ],
  },
} as const satisfies Record<string, Scope>;

export type ScopeName = keyof typeof SCOPES;

const cacheOf = (root: string) => path.join(root, 'node_modules', '.cache', 'trustward');

/** Whether what was built last was built from what lies here now. */
export function isBuilt(root: string, name: ScopeName): boolean {
  const scope = SCOPES[name];
  const stamp = stampFile(root, name);
  if (!scope.outputs.every((output) => existsSync(path.join(root, output)))) return false;
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(root, scope.folders);
}

/** Builds what changed; Nx knows which. One build at a time in one clone. */
export async function build(root: string, name: ScopeName): Promise<void> {
  await withLock(path.join(cacheOf(root), 'build.lock'), async () => {
    if (isBuilt(root, name)) return;
    const scope: Scope = SCOPES[name];
    const before = fingerprint(root, scope.folders);
    await runNx(root, scope);
    const missing = scope.outputs.filter((output) => !existsSync(path.join(root, output)));
    if (missing.length > 0) throw new Breakdown(`The build made no ${missing.join(', ')}.`);
    mkdirSync(cacheOf(root), { recursive: true });
    writeWhole(stampFile(root, name), before);
  });
}

function stampFile(root: string, name: ScopeName): string {
  return path.join(cacheOf(root), `built-${name}`);
}

async function runNx(root: string, scope: Scope): Promise<void> {
  const nx = path.join(root, 'node_modules/nx/dist/bin/nx.js');
  const args = ['run-many', `--targets=${scope.targets.join(',')}`, '--parallel=2', '--outputStyle=static'];
  const env = {
    ...process.env,
    NX_NO_CLOUD: 'true',
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    NG_CLI_ANALYTICS: 'false',
    // What Nx runs must find this Node first, not the one of the machine.
    PATH: [path.dirname(process.execPath), path.join(root, 'node_modules/.bin'), process.env['PATH']].join(
      path.delimiter,
    ),
  };
  const { code, stdout, stderr } = await runNode([nx, ...args], { cwd: root, env });
  if (code === 0) return;
  const talk = stripVTControlCharacters(`${stdout}${stderr}`);
  if (/ENOSPC|no space left on device/i.test(talk)) {
    throw new Breakdown(
      `The build does not fit on the disk of ${root}: free about 200 MB and run this again.`,
    );
  }
  process.stderr.write(failures(talk));
  throw new Breakdown('The build failed: what stands above says where.');
}

/** What the failed tasks printed, without what the others did; everything where Nx itself failed. */
function failures(talk: string): string {
  const failed = [...(talk.split('Failed tasks:')[1] ?? '').matchAll(/^- (\S+:\S+)$/gm)].map(
    ([, task]) => task,
  );
  const blocks = talk.split(/^(?=> nx run )/m);
  const telling = blocks.filter((block) => failed.some((task) => block.startsWith(`> nx run ${task ?? ''}`)));
  return telling.length > 0 ? telling.join('') : talk;
}
