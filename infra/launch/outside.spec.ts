import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { VARIABLES } from '@trustward/config';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readOptions } from './options.ts';
import { outside } from './outside.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TABLE = path.join(ROOT, 'libs/config/src/variables.ts');
const described = Object.keys(VARIABLES);

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : sources(full);
    return /\.(ts|mjs|md)$/.test(entry.name) ? [full] : [];
  });
}

const all = ['apps', 'infra', 'libs', 'test', 'workflows'].flatMap((name) => sources(path.join(ROOT, name)));
const namesIn = (file: string) => readFileSync(file, 'utf8').match(/\bTRUSTWARD_[A-Z_]*[A-Z]\b/g) ?? [];

describe('what is read of the environment', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('is described in libs/config, wherever it is named', () => {
    const unknown = all.flatMap((file) =>
      namesIn(file).map((name) => `${path.relative(ROOT, file)}: ${name}`),
    );
    expect(unknown.filter((found) => !described.includes(found.split(': ')[1] ?? ''))).toEqual([]);
  });

  it('holds no variable that is described and then read by nobody', () => {
    const read = new Set(
      all.filter((file) => file !== TABLE && !/\.md$|spec\.ts$/.test(file)).flatMap(namesIn),
    );
    expect(described.filter((name) => !read.has(name))).toEqual([]);
  });

  it('is read by the launcher in one place', () => {
    const reads = /process\.env(\.|\[')TRUSTWARD_\w+('\])?(?!\w|'|\]|\s*=[^=])/;
    const elsewhere = sources(path.join(ROOT, 'infra')).filter((file) =>
      reads.test(readFileSync(file, 'utf8')),
    );
    expect(elsewhere).toEqual([]);
  });

  it('is unset when it is empty', () => {
    vi.stubEnv('TRUSTWARD_PUBLIC_URL', '');
    expect(outside('TRUSTWARD_PUBLIC_URL')).toBeUndefined();
  });
});

describe('npm start', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('falls back to what libs/config gives as default', () => {
    for (const name of ['TRUSTWARD_PORT', 'TRUSTWARD_HOST', 'TRUSTWARD_DATA_DIR']) vi.stubEnv(name, '');
    expect(readOptions([], '/clone')).toMatchObject({
      port: Number(VARIABLES.TRUSTWARD_PORT.fallback),
      host: VARIABLES.TRUSTWARD_HOST.fallback,
      dataFolder: path.join('/clone', VARIABLES.TRUSTWARD_DATA_DIR.fallback ?? ''),
    });
  });

  it('takes what the command line leaves open from the environment', () => {
    vi.stubEnv('TRUSTWARD_PORT', '4999');
    vi.stubEnv('TRUSTWARD_HOST', '::1');
    vi.stubEnv('TRUSTWARD_DEMO', 'off');
    expect(readOptions([], '/clone')).toMatchObject({ port: 4999, host: '::1', demo: false });
    expect(readOptions(['--port', '5000'], '/clone').port).toBe(5000);
  });

  it('names the variable whose port is none', () => {
    vi.stubEnv('TRUSTWARD_PORT', 'eighty');
    expect(() => readOptions([], '/clone')).toThrow(/^TRUSTWARD_PORT eighty is not a port/);
  });
});
