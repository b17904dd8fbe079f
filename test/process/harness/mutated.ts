import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder, type Folder } from './folder.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The workflows as they are but for some words, in a folder of their own; each file must have held the words. */
export const workflowsWithout = (words: string, files: readonly string[]): Promise<Folder> =>
  workflowsWith({ [words]: '' }, files);

/** And with others in their place. */
export async function workflowsWith(
  changes: Readonly<Record<string, string>>,
  files: readonly string[],
): Promise<Folder> {
  const folder = await temporaryFolder('mutated');
  await cp(path.join(ROOT, 'workflows/src'), path.join(folder.path, 'src'), { recursive: true });
  await cp(path.join(ROOT, 'workflows/package.json'), path.join(folder.path, 'package.json'));
  await symlink(path.join(ROOT, 'node_modules'), path.join(folder.path, 'node_modules'));
  for (const file of files) {
    let source = await readFile(path.join(folder.path, 'src', file), 'utf8');
    for (const [words, others] of Object.entries(changes)) {
      if (!source.includes(words)) throw new Error(`${file} does not say ${words}.`);
      source = source.replace(words, others);
    }
    await writeFile(path.join(folder.path, 'src', file), source);
  }
  return folder;
}
