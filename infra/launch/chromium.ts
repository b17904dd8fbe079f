import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { outside } from './outside.ts';
import { Refusal } from './refusal.ts';

/** The first two draw pages and have no windows, menus or address bar: a third of the work. */
const NAMES = [
  'chromium-headless-shell',
  'chrome-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];
/** Best first; a release that lacks the first has the second. */
const DEBIAN_PACKAGES = ['chromium-headless-shell', 'chromium'];
const PLAYWRIGHTS = ['headless_shell', 'chrome-headless-shell', 'chrome'].flatMap((name) =>
  ['chrome-linux', 'chrome-linux64', 'chrome-headless-shell-linux64'].map((inner) => path.join(inner, name)),
);
const run = promisify(execFile);
/** A network that swallows everything must not keep the tests waiting for ever. */
const APT_WITHIN_MS = 180_000;

/** A real Chromium for the tests: told, on the PATH, Playwright's own, or installed where that is allowed. */
export async function findChromium(say: (sentence: string) => void = () => undefined): Promise<string> {
  const told = outside('TRUSTWARD_CHROMIUM');
  if (told) return told;
  const found = onPath() ?? ofPlaywright();
  if (found) return found;
  return (await fromDebian(say)) ?? refuse();
}

function refuse(): never {
  throw new Refusal(
    'The portal is tested in a real browser and none is here: install Chromium or Google Chrome, or name one in TRUSTWARD_CHROMIUM.',
  );
}

function onPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isExecutable);
}

function ofPlaywright(): string | undefined {
  const cache =
    process.env['PLAYWRIGHT_BROWSERS_PATH'] ??
    path.join(process.env['HOME'] ?? '/nonexistent', '.cache/ms-playwright');
  if (!existsSync(cache)) return undefined;
  return readdirSync(cache)
    .filter((name) => /^chromium(_headless_shell)?-\d+$/.test(name))
    .sort()
    .reverse()
    .flatMap((name) => PLAYWRIGHTS.map((inner) => path.join(cache, name, inner)))
    .find(isExecutable);
}

async function fromDebian(say: (sentence: string) => void): Promise<string | undefined> {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return undefined;
  say('Installing Debian’s Chromium for the portal’s tests: about half a minute, once on this machine');
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, timeout: APT_WITHIN_MS };
  for (const name of DEBIAN_PACKAGES) {
    try {
      await run('apt-get', ['update'], options);
      await run('apt-get', ['install', '--yes', '--no-install-recommends', name], options);
      return onPath();
    } catch (error) {
      // No network, or a distribution without the package.
      const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
      say(`It could not be installed: ${why}`);
    }
  }
  return undefined;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // access(2) answers no by throwing.
    return false;
  }
}
