import { parseAuthorities, parseLayer } from '@trustward/chain';
import type { AuthorityProfile, Layer } from '@trustward/chain';
import { PackMalformed } from './pack-malformed.ts';
import { filesOf, readYaml } from './read.ts';

/** The pack on which every other rests. */
export const GUIDANCE = 'guidance';

const read = new Map<string, Layer>();

/** A pack as one layer: its `layer.yaml`, and beside it a file for each chain and for each change to a chain. Read once. */
export function loadLayer(folder: string): Layer {
  const layer = read.get(folder) ?? readLayer(folder);
  read.set(folder, layer);
  return layer;
}

function readLayer(folder: string): Layer {
  const head = readYaml(`${folder}/layer.yaml`);
  const rest = filesOf(folder)
    .filter((file) => !file.endsWith('/layer.yaml'))
    .map(readYaml);
  const isChange = (it: unknown): boolean => typeof it === 'object' && it !== null && 'amends' in it;
  return checked(folder, {
    ...(head as object),
    chains: rest.filter((it) => !isChange(it)),
    amendments: rest.filter(isChange),
  });
}

interface AuthorityFile {
  readonly profile: object;
  readonly layer: unknown;
}

const AUTHORITIES = 'authorities';

/** What each local authority that ships lays down for its schools. */
export function loadAuthorityLayers(): Layer[] {
  return authorityFiles().map(([file, { layer }]) => checked(file, layer));
}

/** Whom a school rings in each local authority that ships. */
export function loadAuthorities(): AuthorityProfile[] {
  const parsed = parseAuthorities(authorityFiles().map(([, { profile }]) => profile));
  if (!parsed.ok) throw new PackMalformed(AUTHORITIES, parsed.mistakes);
  return parsed.authorities;
}

let ofAuthorities: readonly [string, AuthorityFile][] | undefined;

/** Read once, as packs are. */
const authorityFiles = (): readonly [string, AuthorityFile][] =>
  (ofAuthorities ??= filesOf(AUTHORITIES)
    .map((file): [string, AuthorityFile] => [file, readYaml(file) as AuthorityFile])
    .reverse());

function checked(file: string, json: unknown): Layer {
  const parsed = parseLayer(json);
  if (!parsed.ok) throw new PackMalformed(file, parsed.mistakes);
  return parsed.layer;
}
