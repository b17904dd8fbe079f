import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint } from './fingerprint.ts';

describe('the fingerprint of the sources', () => {
  let root: string;
  const write = (...names: string[]) => {
    mkdirSync(path.join(root, ...names.slice(0, -1)), { recursive: true });
    writeFileSync(path.join(root, ...names), 'text');
  };
  const now = () => fingerprint(root, ['libs']);

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'trustward-fingerprint-'));
    for (const name of ['nx.json', 'package-lock.json', 'tsconfig.base.json']) write(name);
    write('libs', 'chain', 'src', 'index.ts');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it.each([
    ['a source is added', () => write('libs', 'chain', 'src', 'clock.ts')],
    ['a source is removed', () => rmSync(path.join(root, 'libs/chain/src/index.ts'))],
    ['a source is written again', () => utimesSync(path.join(root, 'libs/chain/src/index.ts'), 1, 1)],
    ['the lock changes', () => utimesSync(path.join(root, 'package-lock.json'), 1, 1)],
  ])('changes when %s', (_what, change) => {
    const before = now();
    change();
    expect(now()).not.toBe(before);
  });

  it.each([
    ['a test is added', () => write('libs', 'chain', 'src', 'clock.spec.ts')],
    ['something is built', () => write('libs', 'chain', 'dist', 'index.js')],
    ['a page is written', () => write('libs', 'chain', 'README.md')],
  ])('stays when %s', (_what, change) => {
    const before = now();
    change();
    expect(now()).toBe(before);
  });
});
