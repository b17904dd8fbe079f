import { dirname, join } from 'node:path';
import { readdirSync } from 'node:fs';
import { readFile } from './read-file.ts';
import type { FileRead } from './read-file.ts';

/** What a file is: a chain, a change to a chain from above, or what else a whole layer says. */
export type Part = FileRead & { readonly kind: 'chain' | 'change' | 'layer' };

const has = (json: unknown, name: string): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null && Object.hasOwn(json, name);

/** A file read as a part of a procedure. Whether it is well written is for others to say. */
export function readPart(file: string, reads = readFile): Part {
  const read = reads(file);
  const { json } = read;
  // The file of a local authority holds its layer beside whom to ring there.
  if (has(json, 'profile') && has(json, 'layer')) {
    return { ...read, kind: 'layer', json: json['layer'], lineOf: (path) => read.lineOf(`layer.${path}`) };
  }
  if (has(json, 'amends')) return { ...read, kind: 'change' };
  return { ...read, kind: has(json, 'layer') ? 'layer' : 'chain' };
}

/** The chain that a part holds or changes; a name that a malformed file gives stands for nothing. */
export function chainIn({ json, kind }: Part): string | null {
  const name = kind === 'change' ? 'amends' : 'id';
  if (kind === 'layer' || !has(json, name)) return null;
  const id = json[name];
  return typeof id === 'string' ? id : null;
}

const HEAD = 'layer.yaml';

/**
 * Everything that one layer says where it stands in a folder: `layer.yaml`, and beside it a file for each chain and each
 * change to a chain. Null where a chain stands alone.
 */
export function folderOf(part: Part, reads = readFile): readonly Part[] | null {
  const folder = dirname(part.file);
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  if (!names.includes(HEAD)) return null;
  return names.sort().map((name) => {
    const file = join(folder, name);
    return file === join(part.file) ? part : readPart(file, reads);
  });
}
