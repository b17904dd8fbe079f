// @ts-check
// Part of bootstrap.mjs: brings the packages the lock names, and costs two file reads when they are there.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** @typedef {{ version?: string, link?: boolean, optional?: boolean, devOptional?: boolean }} LockedPackage */

/** @param {string} root @returns {Promise<string | undefined>} a sentence when they cannot be had */
export async function ensureDependencies(root) {
  if (areThere(root)) return undefined;
  const lock = path.join(os.tmpdir(), 'trustward-install-' + digest(root).slice(0, 16));
  await takeTurn(lock);
  try {
    return areThere(root) ? undefined : await install(root);
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** @param {string} root */
function areThere(root) {
  const lock = readFileSync(path.join(root, 'package-lock.json'));
  const wanted = digest(lock) + ' ' + process.platform + ' ' + process.arch + '\n';
  const stamp = path.join(root, 'node_modules', '.trustward-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true;
  if (!installedByHand(root, lock.toString())) return false;
  writeFileSync(stamp, wanted);
  return true;
}

/** @param {string | Buffer} content */
function digest(content) {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * Whether npm's own note of what it installed, which it writes last, agrees with the lock.
 * @param {string} root @param {string} lockText
 */
function installedByHand(root, lockText) {
  const note = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  /** @type {Record<string, LockedPackage>} */
  const wanted = JSON.parse(lockText).packages;
  /** @type {Record<string, LockedPackage>} */
  const found = JSON.parse(readFileSync(note, 'utf8')).packages;
  return Object.keys(wanted).every(function (name) {
    const want = wanted[name];
    const have = found[name];
    if (!want || name.indexOf('node_modules/') === -1) return true;
    if (!have) return Boolean(want.optional || want.devOptional);
    return have.version === want.version && have.link === want.link;
  });
}

/** One install at a time in one folder. @param {string} lock */
async function takeTurn(lock) {
  const holder = path.join(lock, 'pid');
  for (;;) {
    try {
      mkdirSync(lock);
      writeFileSync(holder, String(process.pid));
      return;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
      if (isDeserted(lock, holder)) rmSync(lock, { recursive: true, force: true });
      else await pause(500);
    }
  }
}

/** @param {string} lock @param {string} holder */
function isDeserted(lock, holder) {
  try {
    process.kill(Number(readFileSync(holder, 'utf8')), 0);
    return false;
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code;
    if (code === 'EPERM') return false;
    // Made a moment ago and not yet signed, or its maker died before signing.
    if (code === 'ENOENT') return existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 5000;
    return true;
  }
}

/** @param {string} root @returns {Promise<string | undefined>} */
async function install(root) {
  try {
    accessSync(root, constants.W_OK);
  } catch (error) {
    // access(2) answers no by throwing.
    return (
      'The dependencies cannot be installed because ' +
      root +
      ' is not writable: clone where you may write, or change its owner.'
    );
  }
  const began = Date.now();
  process.stderr.write('Installing the dependencies: about a minute, once\n');
  const answer = await npmCi(root);
  if (answer.code !== 0) return whyNot(answer.talk);
  if (!areThere(root))
    return 'The dependencies were installed but do not match package-lock.json: remove node_modules and run this again.';
  process.stderr.write('Installed the dependencies · ' + ((Date.now() - began) / 1000).toFixed(1) + ' s\n');
  return undefined;
}

/** @param {string} root @returns {Promise<{ code: number | null, talk: string }>} */
function npmCi(root) {
  const flags = [
    '--no-audit',
    '--no-fund',
    '--no-progress',
    '--loglevel=error',
    '--prefer-offline',
    '--include=dev',
    '--include=optional',
  ];
  const retries = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
  return new Promise(function (resolve) {
    const env = environment(root);
    const child = spawn('npm', ['ci'].concat(flags, retries), {
      cwd: root,
      env: env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let talk = '';
    child.stderr.on('data', function (chunk) {
      talk += chunk;
    });
    const stop = function () {
      child.kill('SIGTERM');
      process.exit(130);
    };
    process.once('SIGINT', stop).once('SIGTERM', stop);
    child.on('error', function (error) {
      resolve({ code: 1, talk: error.message });
    });
    child.on('close', function (code) {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      resolve({ code: code, talk: talk });
    });
  });
}

/**
 * npm run puts the folder's own programs first on the PATH: npm must not run on a Node that it is about to remove.
 * @param {string} root @returns {NodeJS.ProcessEnv}
 */
function environment(root) {
  const own = path.join(root, 'node_modules');
  const folders = (process.env['PATH'] || '').split(path.delimiter).filter(function (folder) {
    return folder.indexOf(own) !== 0;
  });
  /** @type {NodeJS.ProcessEnv} */
  const env = Object.assign({}, process.env, { PATH: folders.join(path.delimiter) });
  Object.keys(env).forEach(function (name) {
    // What `npm run` tells its scripts would steer the npm inside it.
    if (/^npm_(lifecycle|package|config_local_prefix|command|execpath)/.test(name)) delete env[name];
  });
  if (!hasHome()) env['npm_config_cache'] = path.join(os.tmpdir(), 'trustward-npm-cache');
  return env;
}

function hasHome() {
  try {
    accessSync(process.env['HOME'] || '', constants.W_OK);
    return true;
  } catch (error) {
    // access(2) answers no by throwing.
    return false;
  }
}

/** @param {string} talk */
function whyNot(talk) {
  if (/ENOSPC/.test(talk))
    return 'The dependencies do not fit on the disk: free about 2 GB and run this again.';
  if (/ENOENT|not found/.test(talk) && /spawn npm/.test(talk))
    return 'npm is not on the PATH: install it and run this again.';
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/.test(talk)) {
    return 'The dependencies could not be fetched because no package registry answers: connect to the network, or tell npm which registry to use, and run this again.';
  }
  return 'The dependencies could not be installed: ' + talk.trim().split('\n').slice(0, 3).join(' ');
}

/** @param {number} ms @returns {Promise<void>} */
function pause(ms) {
  return new Promise(function (resolve) {
    setTimeout(resolve, ms);
  });
}
