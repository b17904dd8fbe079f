import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { missingSiblings, readLock } from '@trustward/infra/lock';
import { unfitLicences } from '@trustward/infra/licences';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).trim().split('\n');

describe('the house', () => {
  it('shows a newcomer nine names, beside the lock, the licence and dotfiles', () => {
    const top = new Set(
      tracked.map((path) => path.split('/')[0] ?? '').filter((name) => !name.startsWith('.')),
    );
    expect([...top].sort()).toEqual(
      [
        'LICENSE',
        'README.md',
        'apps',
        'infra',
        'libs',
        'nx.json',
        'package-lock.json',
        'package.json',
        'test',
        'tsconfig.base.json',
        'workflows',
      ].sort(),
    );
  });

  it('pins every dependency exactly', () => {
    const loose = tracked
      .filter((path) => path.endsWith('package.json'))
      .flatMap((path) => {
        const manifest = JSON.parse(readFileSync(`${root}${path}`, 'utf8')) as Record<
          string,
          Record<string, string> | undefined
        >;
        return ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
          Object.entries(manifest[kind] ?? {}).map(([name, version]) => `${path}: ${name}@${version}`),
        );
      })
      .filter((line) => !/@\d+\.\d+\.\d+(-[\w.]+)?$/.test(line));
    expect(loose).toEqual([]);
  });

  it('keeps each file short enough to be read in one sitting', () => {
    const long = tracked
      .filter((path) => /\.(ts|scss|html)$/.test(path) && !path.includes('/histories/'))
      .map((path) => ({ path, lines: readFileSync(`${root}${path}`, 'utf8').split('\n').length }))
      .filter(({ lines }) => lines > 350);
    expect(long).toEqual([]);
  });
});

describe('what is written', () => {
  const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8');

  it('links to what is there', () => {
    const broken = tracked
      .filter((path) => path.endsWith('.md'))
      .flatMap((path) =>
        [...read(path).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, link]) => ({
          path,
          target: join(root, dirname(path), link ?? ''),
        })),
      )
      .filter(({ target }) => !existsSync(target));
    expect(broken).toEqual([]);
  });

  it('turns no check off where it stands', () => {
    const off = new RegExp(['eslint', 'disable|@ts', '(ignore|nocheck)'].join('-'));
    expect(tracked.filter((path) => /\.(ts|mjs|html)$/.test(path) && off.test(read(path)))).toEqual([]);
  });
});

describe('the lock', () => {
  it('holds every native sibling that a package of it wants', () => {
    expect(missingSiblings(readLock(root))).toEqual([]);
  });

  it('is refused when a sibling is missing', () => {
    expect(missingSiblings({ 'node_modules/a': { optionalDependencies: { 'a-linux': '1.0.0' } } })).toEqual([
      'node_modules/a wants a-linux, which package-lock.json does not hold',
    ]);
  });

  it('holds nothing under a licence that does not fit ours', () => {
    expect(unfitLicences(root, readLock(root))).toEqual([]);
    expect(unfitLicences(root, { 'node_modules/x': { license: 'BUSL-1.1' } })).toHaveLength(1);
  });
});
