import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createProjectGraphAsync } from '@nx/devkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What is tried, where it is written, what it says, and the refusal it must meet. */
const FORBIDDEN = [
  [
    'a workflow that imports pg',
    'workflows/src/scratch-pg.ts',
    "import pg from 'pg';\nexport const use = pg;\n",
    /"runtime:sandbox" is not allowed to import "pg"/,
  ],
  [
    'a workflow that imports node',
    'workflows/src/scratch-node.ts',
    "import { readFileSync } from 'node:fs';\nexport const use = readFileSync;\n",
    /This code runs where node is not/,
  ],
  [
    'a workflow that imports the database',
    'workflows/src/scratch-database.ts',
    "import { Door } from '@trustward/database';\nexport const use = Door;\n",
    /"runtime:sandbox" can only depend/,
  ],
  [
    'the portal that imports the database',
    'apps/portal/src/scratch.ts',
    "import { Door } from '@trustward/database';\nexport const use = Door;\n",
    /"runtime:browser" can only depend/,
  ],
  [
    'a library that imports an app by its path',
    'libs/casework/src/scratch-app.ts',
    "import { createApp } from '../../../apps/api/src/platform/create-app.ts';\nexport const use = createApp;\n",
    /enforce-module-boundaries/,
  ],
  [
    'a library that imports an app by its name',
    'libs/temporal/src/scratch-app.ts',
    "import { createApp } from '@trustward/api';\nexport const use = createApp;\n",
    /enforce-module-boundaries/,
  ],
  [
    'permissions that import the database',
    'libs/permissions/src/scratch.ts',
    "import { Door } from '@trustward/database';\nexport const use = Door;\n",
    /"type:contract" can only depend/,
  ],
  [
    'the pure core that reads the clock',
    'libs/chain/src/scratch-clock.ts',
    'export const now = (): number => new Date().getTime();\n',
    /no-restricted-globals/,
  ],
  [
    'the pure core that throws dice',
    'libs/chain/src/scratch-dice.ts',
    'export const dice = (): number => Math.random();\n',
    /no-restricted-properties/,
  ],
  [
    'a route that does not say who may call it',
    'apps/api/src/scratch.controller.ts',
    "import { Get } from '@nestjs/common';\nexport class Scratch {\n  @Get()\n  all(): string[] {\n    return [];\n  }\n}\n",
    /say-who-may/,
  ],
  [
    'configuration read outside its library',
    'libs/casework/src/scratch-env.ts',
    "export const port = process.env['PORT'];\n",
    /no-restricted-properties/,
  ],
  [
    'any',
    'libs/casework/src/scratch-any.ts',
    'export const use = (x: any): unknown => x;\n',
    /no-explicit-any/,
  ],
  [
    'a function that returns, unnamed, one that may be a promise',
    'libs/casework/src/scratch-returned.ts',
    'export const wrap = (act: () => Promise<void>): (() => void) => act;\n',
    /no-restricted-syntax/,
  ],
] as const;

/** What is seen only by who knows the types. */
const LOST = [
  [
    'a promise that nobody waits for',
    'libs/casework/src/scratch-promise.ts',
    'export const lose = (act: () => Promise<void>): void => {\n  act();\n};\n',
    /no-floating-promises/,
  ],
  [
    'a promise where an answer is asked for',
    'test/scratch-promise.ts',
    'export const ask = (act: () => Promise<boolean>): number => (act() ? 1 : 2);\n',
    /no-misused-promises/,
  ],
  [
    'a promise given to what does not wait',
    'workflows/packs/test/scratch-promise.ts',
    'export const each = (all: number[], act: (n: number) => Promise<void>): void => {\n  all.forEach(act);\n};\n',
    /no-misused-promises/,
  ],
  [
    'waiting for what is no promise',
    'libs/casework/src/scratch-promise.spec.ts',
    'export const wait = async (n: number): Promise<void> => {\n  await n;\n};\n',
    /await-thenable/,
  ],
] as const;

const ALLOWED = [
  'libs/contracts/src/scratch-fine.ts',
  "import { NOTE_MAX_LENGTH } from '@trustward/chain';\nexport const longest = NOTE_MAX_LENGTH;\n",
] as const;

const scratch = [...[...FORBIDDEN, ...LOST].map(([, path, code]) => [path, code] as const), ALLOWED];
const refusals = new Map<string, readonly string[]>();

interface Linted {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string; readonly message: string }[];
}

const eslint = [
  'node_modules/eslint/bin/eslint.js',
  ...['--flag', 'unstable_native_nodejs_ts_config', '-c', 'infra/lint/eslint.config.ts', '--format', 'json'],
];

const oxlint = [
  'node_modules/oxlint/bin/oxlint',
  ...['--type-aware', '--config', 'infra/lint/oxlint.json', '--format', 'unix'],
  ...LOST.map(([, path]) => path),
];
let said = '';

const printedBy = (...args: string[]): Promise<string> =>
  new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: root, maxBuffer: 1 << 24 }, (_error, stdout) => {
      resolve(stdout);
    });
  });

/** Lints scratch files that stand where real code would stand, all in one run of each tool. */
beforeAll(async () => {
  // The rule on boundaries reads the graph of projects, and skips itself where there is none.
  await createProjectGraphAsync({ exitOnError: false });
  for (const [path, code] of scratch) writeFileSync(join(root, path), code);
  const printed = await printedBy(...eslint, ...scratch.map(([path]) => path));
  said = await printedBy(...oxlint);
  for (const { filePath, messages } of JSON.parse(printed) as Linted[]) {
    refusals.set(
      filePath,
      messages.map(({ ruleId, message }) => `${ruleId}: ${message}`),
    );
  }
});
afterAll(() => {
  for (const [path] of scratch) rmSync(join(root, path), { force: true });
});

describe('lint refuses', () => {
  it.each(FORBIDDEN)('%s', (_what, path, _code, rule) => {
    expect(refusals.get(join(root, path))).toContainEqual(expect.stringMatching(rule));
  });

  it.each(LOST)('%s', (_what, path, _code, rule) => {
    expect(said.split('\n').filter((line) => line.startsWith(path))).toEqual([expect.stringMatching(rule)]);
  });
});

describe('lint lets through', () => {
  it('a contract that reads a limit of the chain language', () => {
    expect(refusals.get(join(root, ALLOWED[0]))).toEqual([]);
  });
});
