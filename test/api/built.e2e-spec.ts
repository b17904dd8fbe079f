import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { programIn } from '@trustward/infra/programs';
import { expect, it } from 'vitest';
import { aSetting } from './setting.ts';

const the = aSetting();
const MAIN = programIn(fileURLToPath(new URL('../..', import.meta.url)), 'api');

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

function start(port: number): ChildProcess & { readonly said: string[] } {
  const env = {
    TRUSTWARD_DATABASE_API_URL: the.database.apiUrl,
    TRUSTWARD_KEY_FILE: the.database.keyFile,
    TRUSTWARD_TEMPORAL_ADDRESS: '127.0.0.1:1',
    TRUSTWARD_PORT: String(port),
    TRUSTWARD_PUBLIC_URL: `http://127.0.0.1:${port}`,
  };
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  return Object.assign(child, { said });
}

async function untilItAnswers(url: string, child: { readonly said: string[] }): Promise<void> {
  for (const giveUpAt = Date.now() + 20_000; ;) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok === true) return;
    if (Date.now() > giveUpAt) throw new Error(`it never answered: ${child.said.join('')}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

it('starts as built, answers, and ends cleanly within five seconds of being asked', async () => {
  const port = await freePort();
  const child = start(port);
  await untilItAnswers(`http://127.0.0.1:${port}/healthz`, child);
  const refused = await fetch(`http://127.0.0.1:${port}/api/me`);
  expect(refused.status).toBe(401);
  expect((await fetch(`http://127.0.0.1:${port}/api/openapi.json`)).status).toBe(200);
  const asked = Date.now();
  child.kill('SIGTERM');
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code, child.said.join('')).toBe(0);
  expect(Date.now() - asked).toBeLessThan(5_000);
});

it('ends with one sentence when its database address is missing', async () => {
  const child = spawn(process.execPath, [MAIN], { env: {}, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).not.toBe(0);
  expect(said.trim().split('\n')).toHaveLength(1);
  expect(said).toContain('TRUSTWARD_DATABASE_API_URL');
});
