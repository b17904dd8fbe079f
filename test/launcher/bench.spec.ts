import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { clearAway, newFolder, processesOf } from './copy.ts';

const BOOTSTRAP = fileURLToPath(new URL('../../infra/launch/bootstrap.mjs', import.meta.url));

/** `npm run bench -- …`, keeping what it needs for a while in a folder of its own. */
function bench(...args: readonly string[]) {
  const folder = newFolder();
  const child = spawn(process.execPath, [BOOTSTRAP, 'bench', ...args], {
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { folder, child, said, ended };
}

describe('a bench', () => {
  afterAll(clearAway);

  it('says what there is, and of an option that there is not which it was', async () => {
    const [help, wrong] = [bench('--help'), bench('first', '--fast')];
    expect(await help.ended).toBe(0);
    expect(help.said.out).toMatch(/^Usage: npm run -s bench -- NAME/);
    expect(await wrong.ended).toBe(2);
    expect(wrong.said.err).toMatch(/^Unknown option '--fast'.*\nUsage: npm run/);
  });

  it('that is stopped leaves nothing behind', async () => {
    const stopped = (['SIGTERM', 'SIGINT'] as const).map(async (signal) => {
      const { folder, child, said, ended } = bench('first', '--quick', '--no-build');
      // By then its PostgreSQL runs.
      await expect.poll(() => said.err, { timeout: 60_000 }).toContain('loading the demo');
      child.kill(signal);
      expect(await ended).toBe(130);
      expect(processesOf(folder)).toEqual([]);
      expect(readdirSync(folder)).toEqual([]);
    });
    await Promise.all(stopped);
  });
});
