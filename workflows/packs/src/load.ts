import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseAuthorities, parseChain } from '@trustward/chain';
import type { AuthorityProfile, Chain } from '@trustward/chain';
import { parse } from 'yaml';
import { PackMalformed } from './pack-malformed.ts';

/** The folder of the data, which stands beside `src` and `dist` alike. */
const ROOT = new URL('../', import.meta.url);

/** The packs that ship, by the source they answer. */
export function listPacks(): string[] {
  return readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name.startsWith('source-'))
    .map((entry) => entry.name)
    .sort();
}

/** The chains of a pack, in order of their file names. Throws PackMalformed where one is not sound. */
export function loadPack(source = 'source-000'): Chain[] {
  return readdirSync(new URL(`${source}/`, ROOT))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => loadChain(`${source}/${name}`));
}

/** The local authorities that ship. */
export function loadAuthorities(): AuthorityProfile[] {
  const file = 'authorities.yaml';
  const read = parseAuthorities(readYaml(file));
  if (!read.ok) throw new PackMalformed(file, read.mistakes);
  return read.authorities;
}

function loadChain(file: string): Chain {
  const read = parseChain(readYaml(file));
  if (!read.ok) throw new PackMalformed(file, read.mistakes);
  return read.chain;
}

function readYaml(file: string): unknown {
  return parse(readFileSync(fileURLToPath(new URL(file, ROOT)), 'utf8'));
}
