import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FINDINGS } from './finding.ts';
import { lint } from './lint.ts';
import { sound, withSteps } from '../../test/to-lint.ts';

/** A chain with something of everything that the checks look into. */
const FULL = withSteps(
  [
    { id: 'decide', gates: [{ act: 'share' }], rules: ['000.24'], opens: { chain: 'sound', awaited: false } },
    { id: 'ring', repeat: { every: { hours: 1 }, until: { fact: 'so', is: 'yes' } }, does: ['share'] },
    sound('later', { after: { any: [{ late: 'decide' }, { reached: 'day' }] }, until: { bypassed: 'ring' } }),
  ],
  {
    facts: { so: { kind: 'yesNo', question: 'Is it so?', askedIn: 'decide' } },
    events: { day: { title: 'The day', dated: true } },
    holds: { still: { title: 'Still', sentence: 'Wait.', until: { done: 'ring' }, forbids: ['share'] } },
  },
);

type Group = Record<string, unknown>;
const isGroup = (value: unknown): value is Group => typeof value === 'object' && value !== null;

/** Every place in a value at which something stands. */
function placesIn(value: unknown): [Group, string][] {
  if (!isGroup(value)) return [];
  return Object.keys(value).flatMap((key) => [[value, key] as [Group, string], ...placesIn(value[key])]);
}

const LIKELY = [
  'decide',
  'ring',
  'toString',
  '__proto__',
  '',
  'so',
  { done: 'close' },
  { any: [] },
  [],
  null,
  0,
  true,
];
const strange = fc.oneof(fc.constantFrom<unknown>(...LIKELY), fc.jsonValue({ maxDepth: 2 }));

it('the linter throws at nothing that a file may hold', () => {
  const changes = fc.array(fc.tuple(fc.nat(), strange), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(changes, (each) => {
      const json = structuredClone(FULL);
      for (const [at, value] of each) {
        const all = placesIn(json);
        const [group, key] = all[at % all.length] ?? [];
        if (group !== undefined && key !== undefined) group[key] = value;
      }
      for (const found of [...lint({ json }), ...lint({ layers: [{ layer: json }] })]) {
        expect(Object.keys(FINDINGS)).toContain(found.code);
        expect(found.sentence).not.toMatch(/undefined|\[object/);
      }
    }),
    { seed: 20_261_121, numRuns: 200 },
  );
});
