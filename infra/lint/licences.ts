import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lock } from './lock.ts';

/** Licences that may be combined with AGPL-3.0 and passed on with it. */
const FITTING = new Set([
  '0BSD',
  'AGPL-3.0-only',
  'Apache-2.0',
  'Artistic-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
  'WTFPL',
  'Zlib',
  'LGPL-3.0-or-later',
]);

/** Licences of what only tests read and nobody is passed: facts to check ours against. */
const FITTING_IN_TESTS = new Set(['CC-BY-3.0']);

/** An SPDX expression fits when every AND-part has an OR-part that does. */
const fits = (expression: string, isForTests: boolean): boolean =>
  expression
    .replaceAll(/[()]/g, '')
    .split(/ AND /i)
    .every((part) =>
      part
        .split(/ OR /i)
        .some((name) => FITTING.has(name.trim()) || (isForTests && FITTING_IN_TESTS.has(name.trim()))),
    );

const statedIn = (root: string, path: string): string | undefined => {
  try {
    const manifest = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')) as {
      license?: string | { type?: string };
      licenses?: { type?: string }[];
    };
    return typeof manifest.license === 'string'
      ? manifest.license
      : (manifest.license?.type ?? manifest.licenses?.[0]?.type);
  } catch {
    // A native sibling for another machine: in the lock, not on this disk.
    return undefined;
  }
};

/** Packages whose licence is not known to fit. One that is absent from this machine and from the lock's record passes. */
export const unfitLicences = (root: string, lock: Lock): string[] =>
  Object.entries(lock)
    .filter(([path, locked]) => path.startsWith('node_modules') && !locked.link)
    .map(([path, locked]) => ({
      path,
      licence: locked.license ?? statedIn(root, path),
      isForTests: locked.dev === true,
    }))
    .filter(({ licence, isForTests }) => licence !== undefined && !fits(licence, isForTests))
    .map(
      ({ path, licence }) =>
        `${path} is under ${String(licence)}, which is not on the list in infra/lint/licences.ts`,
    );
