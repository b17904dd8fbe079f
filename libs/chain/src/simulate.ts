export { backTest, backTestLines } from './simulate/back-test.ts';
export type { BackTest, PastCase } from './simulate/back-test.ts';
export type { Difference } from './simulate/difference.ts';
export type { Past } from './simulate/replay.ts';
export { simulate } from './simulate/simulate.ts';
export type { Simulated, Simulation } from './simulate/simulate.ts';
export type { Scenario } from './simulate/scenario.ts';
export type { Line } from './simulate/line.ts';
export { simulationLines } from './simulate/simulation-lines.ts';
