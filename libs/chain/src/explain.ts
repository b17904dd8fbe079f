export { explain, explainedLines } from './inherit/explain.ts';
export type { ExplainedChain } from './inherit/explain.ts';
export type { ExplainedValue } from './inherit/explain-values.ts';
export type { ExplainedStep } from './inherit/explain-step.ts';
export { sayOrigin } from './inherit/explain-origin.ts';
