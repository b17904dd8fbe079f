import { optional } from './read.ts';
import type { Environment } from './read.ts';
import { VARIABLES } from './variables.ts';
import type { VariableName } from './variables.ts';
import type { Variable } from './variable.ts';

export interface Setting {
  readonly name: string;
  readonly meaning: string;
  readonly default: string | null;
  readonly value: string | null;
  readonly from: 'environment' | 'default' | 'unset';
}

const HIDDEN = '(hidden)';

/** Every variable with its present value, secrets hidden; a bad value throws its sentence. */
export function describeConfig(env: Environment = process.env): readonly Setting[] {
  return (Object.keys(VARIABLES) as VariableName[]).map((name) => {
    optional(env, name);
    const { meaning, fallback, secret }: Variable = VARIABLES[name];
    const given = env[name] === '' ? undefined : env[name];
    const value = given ?? fallback ?? null;
    const from = given !== undefined ? 'environment' : fallback !== undefined ? 'default' : 'unset';
    return {
      name,
      meaning,
      default: fallback ?? null,
      value: secret && value !== null ? HIDDEN : value,
      from,
    };
  });
}
