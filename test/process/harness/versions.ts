import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const BUILT = fileURLToPath(new URL('../../../workflows/dist/bundle.js', import.meta.url));

/** Where the workflow of a delivery was changed under deliveries that ran. */
const TOLD = /\(0,\s*\w+\.patched\)\('tells-at-once'\) \? \w+ : (\w+)/g;
/** The one place at which the workflow of a case was changed under cases that ran. */
const CHANGED = /if \(answer !== null && \(0,\s*(\w+)\.patched\)\('shows-its-wake'\)\) showWake\(answer\);/g;

const VERSIONS = {
  /** As they were released before those changes. */
  before: () => '',
  now: (_sdk: string, as: string) => as,
  /** As a later release may be, with one more step of its own. */
  next: (sdk: string, as: string) =>
    `${as} if ((0, ${sdk}.patched)('one-more-step')) await (0, ${sdk}.sleep)(1);`,
} as const;
export type Version = keyof typeof VERSIONS;

/** Writes the workflows as one version has them; answers where. */
export async function writeVersion(folder: string, version: Version): Promise<string> {
  const built = await readFile(BUILT, 'utf8');
  const found = [...built.matchAll(CHANGED)];
  if (found.length !== 1) {
    throw new Error(`The workflow of a case is changed at ${found.length} places, not one.`);
  }
  const deliveries = version === 'before' ? built.replace(TOLD, '$1') : built;
  if (version === 'before' && deliveries === built) throw new Error('No delivery was changed.');
  const file = path.join(folder, `workflows-${version}.js`);
  await writeFile(
    file,
    deliveries.replace(CHANGED, (as, sdk: string) => VERSIONS[version](sdk, as)),
  );
  return file;
}
