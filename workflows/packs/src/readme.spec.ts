import { readFileSync } from 'node:fs';
import { chain as schema, parseChain } from '@trustward/chain';
import type { Chain } from '@trustward/chain';
import { lint } from '@trustward/chain/lint';
import { prove } from '@trustward/chain/prove';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { stepsPlayed } from '../test/play-through.ts';
import { fieldsOfSchema, namesIn, wordsOfSchema } from '../test/names.ts';

const README = readFileSync(new URL('../../../libs/chain/README.md', import.meta.url), 'utf8');
const [, reference = ''] = /## Writing a chain\n([\s\S]*?)\n## /.exec(README) ?? [];

const SCHEMA = z.toJSONSchema(schema, { io: 'input' });

const HEAD = {
  language: 2,
  id: 'example',
  version: 1,
  title: 'An example',
  sentence: 'One construct of the language.',
  about: 'child',
};

/** The examples of the page, each with the heading it stands under; what only shows a part is given a head. */
const EXAMPLES = reference.split(/\n### /).flatMap((section) => {
  const heading = section.slice(0, section.indexOf('\n'));
  return [...section.matchAll(/```yaml\n([\s\S]*?)```/g)].map(
    ([, text = '']) => [heading, parse(text) as object] as const,
  );
});

function soundly(example: object): Chain {
  const read = parseChain({ ...HEAD, ...example });
  if (!read.ok) throw new Error(read.mistakes.map(({ path, sentence }) => `${path}: ${sentence}`).join('\n'));
  return read.chain;
}

describe("the language's page", () => {
  it('begins with a chain that is whole', () => {
    expect(parseChain(EXAMPLES[0]?.[1])).toMatchObject({ ok: true, chain: { id: 'lost-property' } });
  });

  it.each(EXAMPLES)('%s: the example is sound', (_, example) => {
    expect(soundly(example).steps.length).toBeGreaterThan(0);
  });

  it.each(EXAMPLES)('%s: the linter has nothing to say about the example', (_, example) => {
    expect(lint({ json: { ...HEAD, ...example } })).toEqual([]);
  });

  it.each(EXAMPLES)(
    '%s: of the example with a mistake of form nothing else is called wrong',
    (_, example) => {
      const { steps } = example as { readonly steps: readonly object[] };
      for (const [at, step] of steps.entries()) {
        for (const part of Object.keys(step)) {
          const broken = steps.map((each) => (each === step ? { ...each, [part]: 7 } : each));
          const found = lint({ json: { ...HEAD, ...example, steps: broken } });
          expect(found.length).toBeGreaterThan(0);
          expect(
            found.filter(({ code, path }) => code !== 'malformed' || !path.startsWith(`steps.${at}`)),
          ).toEqual([]);
        }
      }
    },
  );

  it.each(EXAMPLES)('%s: the example is proved', (_, example) => {
    expect(prove(soundly(example))).toMatchObject({ ok: true });
  });

  it.each(EXAMPLES)('%s: the example runs, and each of its steps comes up', (_, example) => {
    const chain = soundly(example);
    expect([...stepsPlayed(chain)].sort()).toEqual(chain.steps.map(({ id }) => id).sort());
  });

  it('shows every field of the language in an example', () => {
    const shown = new Set(EXAMPLES.flatMap(([, example]) => [...namesIn({ ...HEAD, ...example })]));
    expect([...fieldsOfSchema(SCHEMA)].filter((name) => !shown.has(name))).toEqual([]);
  });

  it('names every word that the language knows', () => {
    expect([...wordsOfSchema(SCHEMA)].filter((word) => !new RegExp(`\\b${word}\\b`).test(reference))).toEqual(
      [],
    );
  });

  it('asks for whoever is appointed by a ladder, which is proved, and not by a condition, which is not', () => {
    const chain = soundly(EXAMPLES.find(([heading]) => heading.startsWith('Who does it'))?.[1] ?? {});
    expect(prove(chain)).toMatchObject({ ok: true, undecided: [] });
    for (const role of ['caseManager', 'reporter'] as const) {
      const steps = chain.steps.map((step) =>
        step.id === 'thank' ? { ...step, when: { role, is: 'available' } as const } : step,
      );
      expect(prove({ ...chain, steps })).not.toMatchObject({ ok: true, undecided: [] });
    }
  });
});
