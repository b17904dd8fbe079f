import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tryLock, withLock } from './lock.ts';
import { identityOf } from './process-identity.ts';

describe('a lock', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'trustward-lock-'));
    file = path.join(folder, 'lock');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is refused, with the name of its holder, while the holder lives', async () => {
    const holder = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const identity = identityOf(holder.pid ?? 0);
    writeFileSync(file, JSON.stringify(identity));
    expect(tryLock(file)).toEqual(identity);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect(tryLock(file)).toHaveProperty('release');
  });

  it('is not held by a stranger who was given the number of a dead holder', () => {
    writeFileSync(file, JSON.stringify({ pid: process.ppid, born: 'another time' }));
    expect(tryLock(file)).toHaveProperty('release');
  });

  it('is taken over when its file was cut short', () => {
    writeFileSync(file, '{"pid": 1');
    expect(tryLock(file)).toHaveProperty('release');
  });

  it('lets one work after the other and is gone afterwards', async () => {
    const order: string[] = [];
    const work = (name: string) => () => {
      order.push(`${name} begins`, `${name} ends`);
      return Promise.resolve();
    };
    await Promise.all([withLock(file, work('first')), withLock(file, work('second'))]);
    expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
    expect(existsSync(file)).toBe(false);
  });
});
