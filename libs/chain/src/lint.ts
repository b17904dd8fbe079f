export { lint } from './lint/lint.ts';
export type { LintInput } from './lint/lint.ts';
export type { LayerToLint } from './lint/lint-layers.ts';
export type { Finding, FindingCode } from './lint/finding.ts';
