import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const NOT_SOURCES = new Set(['node_modules', 'dist', 'test-results', 'coverage', 'histories']);
const BESIDE = ['nx.json', 'package-lock.json', 'tsconfig.base.json'];

/** Changes when a source that is built changes. Looks at names, sizes and times only: it stands before every start. */
export function fingerprint(root: string, folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const name of BESIDE) hash.update(note(path.join(root, name)));
  for (const folder of folders) walk(path.join(root, folder), (file) => hash.update(note(file)));
  return hash.digest('hex');
}

export function isSource(name: string): boolean {
  return !/\.(spec|e2e-spec)\.ts$|\.md$|\.tsbuildinfo$/.test(name) && !name.startsWith('.');
}

function walk(folder: string, visit: (file: string) => void): void {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!NOT_SOURCES.has(entry.name) && !entry.name.startsWith('.')) walk(full, visit);
    } else if (isSource(entry.name)) {
      visit(full);
    }
  }
}

function note(file: string): string {
  const { size, mtimeMs } = statSync(file);
  return `${file} ${size} ${mtimeMs}\n`;
}
