export { GUIDANCE, loadAuthorities, loadAuthorityLayers, loadLayer } from './layers.ts';
export { chainsOf, layersOf, listPacks, loadPack, shippedLayers } from './load.ts';
export { PackMalformed } from './pack-malformed.ts';
export { MOST_YAML, readYamlText, writeYamlText } from './yaml-text.ts';
export type { Slip } from './yaml-slips.ts';
export type { ReadYaml } from './yaml-text.ts';
export { listScenarios, loadScenario, scenarioFor } from './scenarios.ts';
export type { LoadedScenario } from './scenarios.ts';
