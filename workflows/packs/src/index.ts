export { listPacks, loadAuthorities, loadPack } from './load.ts';
export { PackMalformed } from './pack-malformed.ts';
