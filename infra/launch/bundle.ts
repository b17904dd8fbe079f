import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Plugin } from 'esbuild';
import { PROGRAM_NAMES, programFolder } from './programs.ts';

/**
 * Makes a few files of the thousands that API, worker and command line are compiled to and use: finding and reading those
 * was half of what a start cost.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = programFolder(root);

/** Loads programs and files of its own by where it lies, must be the same for all that takes it, or is taken by nobody here. */
const STAYS_OUTSIDE = ['@temporalio/', '@opentelemetry/', '@node-rs/', 'typescript'];

const asWhereItLay: Plugin = {
  name: 'as-where-it-lay',
  setup({ onResolve, onLoad, resolve }) {
    // By name, and looked for beside the bundle: what is not there at all, a package may do without.
    onResolve({ filter: /^[^./]/ }, async ({ path: name, pluginData, ...asked }) => {
      if (pluginData === 'asked' || name.startsWith('node:')) return undefined;
      if (STAYS_OUTSIDE.some((scope) => name.startsWith(scope))) return { path: name, external: true };
      const found = await resolve(name, { ...asked, pluginData: 'asked' });
      return found.errors.length > 0 ? { path: name, external: true } : found;
    });
    onLoad({ filter: /\/dist\/.*\.js$/ }, async ({ path: file }) => {
      if (file.includes('/node_modules/')) return undefined;
      const text = await readFile(file, 'utf8');
      const place = `new URL(${JSON.stringify(path.relative(folder, file))}, import.meta.url).href`;
      return { contents: text.replaceAll('import.meta.url', place) };
    });
  },
};

await rm(folder, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: Object.fromEntries(PROGRAM_NAMES.map((name) => [name, `apps/${name}/dist/main.js`])),
  outdir: folder,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  keepNames: true,
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'error',
  plugins: [asWhereItLay],
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
});
