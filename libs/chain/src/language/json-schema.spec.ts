import { describe, expect, it } from 'vitest';
import { amendment, stepChange } from './amendment.ts';
import { languageJsonSchema } from './json-schema.ts';
import { step } from './step.ts';

describe('the language as JSON Schema', () => {
  const schema = languageJsonSchema() as {
    anyOf: readonly { $ref: string }[];
    $defs: Readonly<Record<string, unknown>>;
  };

  it('is a chain, a change to one, or a layer, each under its own name', () => {
    expect(schema.anyOf.map(({ $ref }) => $ref)).toEqual([
      '#/$defs/chain',
      '#/$defs/amendment',
      '#/$defs/layer',
    ]);
  });

  it('says conditions, moments and limits inside themselves by name, and names nothing that is not there', () => {
    const named = [...JSON.stringify(schema).matchAll(/"#\/\$defs\/([^"]+)"/g)].map(([, name]) => name);
    expect(new Set(named)).toEqual(new Set(Object.keys(schema.$defs)));
    for (const name of ['predicate', 'moment', 'limit']) {
      expect(JSON.stringify(schema.$defs[name])).toContain(`#/$defs/${name}`);
    }
  });

  it('lets an amendment change every field of a step', () => {
    const { place: _place, ...fields } = stepChange.shape;
    expect(Object.keys(fields).sort()).toEqual(Object.keys(step.shape).sort());
    const empty = amendment.parse({ language: 2, amends: 'a', version: 1, steps: [{ id: 'x' }] });
    expect(empty.steps).toEqual([{ id: 'x' }]);
  });
});
