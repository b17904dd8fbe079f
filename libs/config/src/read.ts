import { VARIABLES } from './variables.ts';
import type { VariableName } from './variables.ts';
import type { Variable } from './variable.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting that is missing or wrong. `exitCode`: 2 for a bad value, 3 for one that is not there. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly exitCode: 2 | 3;
  constructor(sentence: string, exitCode: 2 | 3) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

type Value<N extends VariableName> = (typeof VARIABLES)[N] extends Variable<infer T> ? T : never;

/** The value of a variable or of its default; undefined where neither is there. */
export function optional<N extends VariableName>(env: Environment, name: N): Value<N> | undefined {
  const { schema, fallback }: Variable = VARIABLES[name];
  const given = env[name];
  const value = given === undefined || given === '' ? fallback : given;
  if (value === undefined) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data as Value<N>;
  throw new ConfigError(`${name} ${parsed.error.issues[0]?.message ?? 'is not valid'}.`, 2);
}

export function needed<N extends VariableName>(env: Environment, name: N): Value<N> {
  const value = optional(env, name);
  if (value === undefined) {
    throw new ConfigError(`${name} is not set: ${VARIABLES[name].meaning}.`, 3);
  }
  return value;
}
