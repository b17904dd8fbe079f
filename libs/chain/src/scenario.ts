export { parseScenario } from './simulate/parse-scenario.ts';
export type { ParsedScenario } from './simulate/parse-scenario.ts';
