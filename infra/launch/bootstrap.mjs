// @ts-check
// Runs on whatever Node the machine has, with nothing installed. Written without syntax that older Nodes cannot
// read, so that they get the sentence below and not a syntax error.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const OLDEST_NODE = 20;

/** What each npm script runs, once the dependencies stand. @type {Record<string, string>} */
const SCRIPTS = {
  start: 'infra/launch/start.ts',
  dev: 'infra/launch/dev.ts',
  test: 'infra/launch/test.ts',
  lint: 'infra/lint/run.ts',
  build: 'infra/launch/build.ts',
  cli: 'infra/launch/cli.ts',
  bench: 'test/bench/run.ts',
};

/** @param {string} sentence @returns {never} */
function refuse(sentence) {
  process.stderr.write(sentence + '\n');
  process.exit(3);
}

/** @param {string[]} args */
async function main(args) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE) {
    refuse(
      'Trustward needs Node ' +
        OLDEST_NODE +
        ' or later to start and this is ' +
        process.version +
        ': install a newer one.',
    );
  }
  // How long a start takes is counted from here, whichever Node goes on with it.
  process.env['LAUNCH_BEGAN_AT'] = String(Math.round(performance.timeOrigin));
  const script = SCRIPTS[args[0] || ''];
  if (!script) refuse('Say which: ' + Object.keys(SCRIPTS).join(', ') + '.');
  const refusal = await ensureDependencies(ROOT);
  if (refusal) refuse(refusal);
  const node = nodeToRunOn(major);
  const file = path.join(ROOT, script);
  if (node === process.execPath) {
    process.argv = [node, file].concat(args.slice(1));
    await import(pathToFileURL(file).href);
  } else {
    runOn(node, [file].concat(args.slice(1)));
  }
}

/** Node 24: this one if it is, else the one among the dependencies. @param {number} major @returns {string} */
function nodeToRunOn(major) {
  if (major === 24) return process.execPath;
  const installed = installedNode();
  if (installed) return installed;
  return refuse(
    'Trustward runs on Node 24, and none ships for ' +
      process.platform +
      ' ' +
      process.arch +
      ': install Node 24 and run this again.',
  );
}

function installedNode() {
  const file = path.join(
    ROOT,
    'node_modules',
    'node-' + process.platform + '-' + process.arch,
    'bin',
    'node',
  );
  return existsSync(file) ? file : undefined;
}

/** Passes signals on and ends as the other ends. @param {string} node @param {string[]} args */
function runOn(node, args) {
  const child = spawn(node, args, { stdio: 'inherit' });
  // The terminal sends Ctrl-C to the whole group, so the child has it already: here it must only not end us first.
  process.on('SIGINT', function () {});
  /** @type {NodeJS.Signals[]} */ (['SIGTERM', 'SIGHUP']).forEach(function (signal) {
    process.on(signal, function () {
      child.kill(signal);
    });
  });
  child.on('error', function (error) {
    refuse(
      'Node 24 among the dependencies does not run (' +
        error.message +
        '): remove node_modules and run this again.',
    );
  });
  child.on('exit', function (code, signal) {
    process.exit(signal ? 130 : code || 0);
  });
}

main(process.argv.slice(2)).catch(function (error) {
  process.stderr.write((error && error.stack ? error.stack : String(error)) + '\n');
  process.exit(1);
});
