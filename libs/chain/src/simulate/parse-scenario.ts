import { scenario as schema } from './scenario.ts';
import type { Scenario } from './scenario.ts';
import type { Mistake } from '../language/mistake.ts';
import { sayIssues } from '../language/say-issues.ts';
import { sizeMistake } from '../language/size.ts';

export type ParsedScenario =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** Reads a scenario from JSON and says everything that is wrong with it at once. It never throws. */
export function parseScenario(json: unknown): ParsedScenario {
  const tooBig = sizeMistake(json);
  if (tooBig !== null) return { ok: false, mistakes: [tooBig] };
  const read = schema.safeParse(json);
  return read.success
    ? { ok: true, scenario: read.data }
    : { ok: false, mistakes: sayIssues(read.error.issues, json) };
}
