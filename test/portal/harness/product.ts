import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@trustward/infra/ports';
import type { TestProject } from 'vitest/node';
import { serveBrowser } from './browser.ts';

declare module 'vitest' {
  interface ProvidedContext {
    portalUrl: string;
    browserUrl: string;
  }
}

const BOOTSTRAP = fileURLToPath(new URL('../../../infra/launch/bootstrap.mjs', import.meta.url));
const RUNNING = /Trustward is running at (\S+)/;

/** One browser, and the whole product with its demo or the one that TRUSTWARD_TEST_URL names, for every portal test. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const browser = await serveBrowser();
  project.provide('browserUrl', browser.wsEndpoint());
  const stopProduct = await provideProduct(project);
  return async () => {
    await browser.close();
    await stopProduct();
  };
}

async function provideProduct(project: TestProject): Promise<() => Promise<void>> {
  const named = process.env['TRUSTWARD_TEST_URL'];
  if (named) {
    project.provide('portalUrl', named.replace(/\/$/, ''));
    return async () => undefined;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'trustward-portal-'));
  const product = await started(folder);
  project.provide('portalUrl', product.url);
  return async () => {
    await stop(product.child);
    rmSync(folder, { recursive: true, force: true });
  };
}

async function started(folder: string): Promise<{ child: ChildProcess; url: string }> {
  const port = String(await freePort());
  const child = spawn(process.execPath, [BOOTSTRAP, 'start', '--data', folder, '--port', port], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (chunk: Buffer) => (said += chunk.toString());
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  for (;;) {
    const url = RUNNING.exec(said)?.[1];
    if (url) return { child, url };
    if (child.exitCode !== null) throw new Error(`The product did not start:\n${said}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Ctrl-C in its terminal: the signal goes to the whole group. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  process.kill(-child.pid, 'SIGINT');
  await once(child, 'close');
}
