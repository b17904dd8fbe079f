export { loadAuthorities, loadAuthorityLayers, loadLayer } from './layers.ts';
export { listPacks, loadPack } from './load.ts';
export { PackMalformed } from './pack-malformed.ts';
