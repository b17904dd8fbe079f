import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
export type Lock = Readonly<Record<string, LockedPackage>>;

export const readLock = (root: string): Lock =>
  (JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Lock }).packages;

/** Whether a package required from `path` would be found by node's walk up the folders, according to the lock. */
const resolves = (lock: Lock, path: string, name: string): boolean => {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules') - 1))) {
    const candidate = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (candidate in lock) return true;
    if (at === '') return false;
  }
};

/**
 * Native siblings that the lock does not hold: `npm ci` refuses such a lock on another machine, so it is refused here
 * first.
 */
export const missingSiblings = (lock: Lock): string[] =>
  Object.entries(lock).flatMap(([path, locked]) =>
    Object.keys(locked.optionalDependencies ?? {})
      .filter((name) => !resolves(lock, path, name))
      .map(
        (name) =>
          `${path === '' ? 'package.json' : path} wants ${name}, which package-lock.json does not hold`,
      ),
  );
