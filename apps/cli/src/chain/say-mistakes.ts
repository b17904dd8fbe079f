import type { Mistake } from '@trustward/chain';
import type { FileRead } from './read-file.ts';

/** Every mistake on a line of its own, with the place in the file it stands at; or with a name, where there is no file. */
export function sayMistakes(where: FileRead | string, mistakes: readonly Mistake[]): string {
  const place = (path: string): string =>
    typeof where === 'string' ? where : `${where.file}:${where.lineOf(path)}`;
  return mistakes
    .map(({ path, sentence }) => `${place(path)}: ${path === '' ? '' : `${path}: `}${sentence}`)
    .join('\n');
}
