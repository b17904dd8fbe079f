import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createProjectGraphAsync } from '@nx/devkit';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const written: string[] = [];

/** Lints a scratch file that stands where real code would stand, and gives the rules that refused it. */
const refusals = async (path: string, code: string): Promise<string[]> => {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, code);
  written.push(file);
  const printed = await new Promise<string>((resolve) => {
    execFile(
      process.execPath,
      [
        'node_modules/eslint/bin/eslint.js',
        '--flag',
        'unstable_native_nodejs_ts_config',
        '-c',
        'infra/lint/eslint.config.ts',
        '--format',
        'json',
        path,
      ],
      { cwd: root, maxBuffer: 1 << 24 },
      (_error, stdout) => resolve(stdout),
    );
  });
  const [result] = JSON.parse(printed) as { messages: { ruleId: string; message: string }[] }[];
  return (result?.messages ?? []).map((m) => `${m.ruleId}: ${m.message}`);
};

/** The rule on boundaries reads the graph of projects, and skips itself where there is none. */
beforeAll(async () => {
  await createProjectGraphAsync({ exitOnError: false });
});
afterEach(() => {
  for (const file of written.splice(0)) rmSync(file);
});

describe('the tags forbid', () => {
  it.each([
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
      /node/,
    ],
    [
      'a workflow that imports the database',
      'workflows/src/scratch-database.ts',
      "import { Door } from '@trustward/database';\nexport const use = Door;\n",
      /runtime:sandbox/,
    ],
    [
      'the portal that imports the database',
      'apps/portal/src/scratch.ts',
      "import { Door } from '@trustward/database';\nexport const use = Door;\n",
      /runtime:browser/,
    ],
    [
      'a library that imports an app',
      'libs/casework/src/scratch-app.ts',
      "import { main } from '../../../apps/api/src/main.ts';\nexport const use = main;\n",
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
  ])('%s', async (_what, path, code, rule) => {
    expect(await refusals(path, code)).toContainEqual(expect.stringMatching(rule));
  });

  it('and let through what is allowed', async () => {
    expect(
      await refusals(
        'libs/contracts/src/scratch-fine.ts',
        "import { NOTE_MAX_LENGTH } from '@trustward/chain';\nexport const longest = NOTE_MAX_LENGTH;\n",
      ),
    ).toEqual([]);
  });
});
