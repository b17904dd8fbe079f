export { loadConfig, parseConfig, readConfig } from './config.ts';
export type { Config, SectionName } from './config.ts';
export { describeConfig } from './describe.ts';
export type { Setting } from './describe.ts';
export { ConfigError } from './read.ts';
export type { Environment } from './read.ts';
export { VARIABLES } from './variables.ts';
export type { VariableName } from './variables.ts';
