import { parseChain } from '@trustward/chain';
import type { Chain } from '@trustward/chain';
import { amended } from './amend.ts';
import { GUIDANCE, loadLayer } from './layers.ts';
import { PackMalformed } from './pack-malformed.ts';
import { packFolders } from './read.ts';

/** The packs of trusts that ship, by the source they answer. */
export function listPacks(): string[] {
  return packFolders().filter((folder) => folder !== GUIDANCE);
}

/** The chains of a trust's pack over the guidance, in order of their names. Throws PackMalformed where one is not sound. */
export function loadPack(source = 'source-000'): Chain[] {
  return amended(loadLayer(GUIDANCE), loadLayer(source)).map((json) => {
    const read = parseChain(json);
    if (!read.ok) throw new PackMalformed(source, read.mistakes);
    return read.chain;
  });
}
