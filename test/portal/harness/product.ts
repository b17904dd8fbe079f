import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { constants, setPriority, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from '@trustward/infra/chromium';
import { freePort } from '@trustward/infra/ports';
import type { TestProject } from 'vitest/node';
import { type MailServer, startMailServer } from '../../process/harness/mail-server.ts';
import { startNotifyServer } from '../../process/harness/notify-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    portalUrl: string;
    /** Somebody of the demo whose address the mail server refuses; nobody, where the product is not ours. */
    unreachable: string | null;
    /** A key that the GOV.UK Notify of the product lets in; none, where the product is not ours. */
    notifyKey: string | null;
    /** Where the letters that the product sent are read; nowhere, where the product is not ours. */
    lettersUrl: string | null;
  }
}

const BOOTSTRAP = fileURLToPath(new URL('../../../infra/launch/bootstrap.mjs', import.meta.url));
/** At a school with which no other test has to do. */
const UNREACHABLE = 'dsl@harbour.demo';
const RUNNING = /Trustward is running at (\S+)/;

/** The whole product with its demo or the one that TRUSTWARD_TEST_URL names, for every portal test. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Once for all workers, as it may have to be installed.
  process.env['TRUSTWARD_CHROMIUM'] = await findChromium();
  const stopProduct = await provideProduct(project);
  // Four pages at once must not keep the servers they ask waiting; the browsers and the files that drive them inherit it.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  return stopProduct;
}

async function provideProduct(project: TestProject): Promise<() => Promise<void>> {
  const named = process.env['TRUSTWARD_TEST_URL'];
  if (named) {
    project.provide('portalUrl', named.replace(/\/$/, ''));
    project.provide('unreachable', null);
    project.provide('notifyKey', null);
    project.provide('lettersUrl', null);
    return async () => undefined;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'trustward-portal-'));
  const mail = await startMailServer();
  mail.treat(UNREACHABLE, 550);
  const notify = await startNotifyServer();
  const product = await started(folder, {
    TRUSTWARD_SMTP_URL: mail.url,
    TRUSTWARD_NOTIFY_URL: notify.url,
    TRUSTWARD_SIGN_ON_LOOPBACK: 'on',
  });
  project.provide('portalUrl', product.url);
  project.provide('unreachable', UNREACHABLE);
  project.provide('notifyKey', notify.ownKey);
  const letters = await lettersOf(mail);
  project.provide('lettersUrl', letters.url);
  return async () => {
    await stop(product.child);
    letters.server.close();
    await mail.end();
    await notify.end();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** What the mail server took, for the tests, which run in processes of their own. */
async function lettersOf({ letters }: MailServer): Promise<{ server: Server; url: string }> {
  const server = createServer((_request, response) => response.end(JSON.stringify(letters)));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function started(
  folder: string,
  carriers: NodeJS.ProcessEnv,
): Promise<{ child: ChildProcess; url: string }> {
  const port = String(await freePort());
  const child = spawn(process.execPath, [BOOTSTRAP, 'start', '--data', folder, '--port', port], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...carriers },
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
