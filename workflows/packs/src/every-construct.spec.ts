import { readFileSync } from 'node:fs';
import { chain as schema, parseChain } from '@trustward/chain';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { fieldsOfSchema, namesIn, wordsOfSchema } from '../test/names.ts';
import { stepsPlayed } from '../test/play-through.ts';

const FILE = new URL('../test/every-construct.yaml', import.meta.url);
const WRITTEN = parse(readFileSync(FILE, 'utf8')) as unknown;
const SCHEMA = z.toJSONSchema(schema, { io: 'input' });

/** A chain is about one of these. */
const OTHER_KINDS = ['child', 'institution', 'information'];

describe('a type of case that was invented for it', () => {
  it('has every field of the language', () => {
    const used = namesIn(WRITTEN);
    expect([...fieldsOfSchema(SCHEMA)].filter((name) => !used.has(name))).toEqual([]);
  });

  it('has every word that the language knows', () => {
    const used = namesIn(WRITTEN);
    expect(
      [...wordsOfSchema(SCHEMA)].filter((word) => !used.has(word) && !OTHER_KINDS.includes(word)),
    ).toEqual([]);
  });

  it('is sound, and runs with no code: each of its steps comes up', () => {
    const read = parseChain(WRITTEN);
    if (!read.ok) throw new Error(JSON.stringify(read.mistakes));
    expect([...stepsPlayed(read.chain, 120)].sort()).toEqual(read.chain.steps.map(({ id }) => id).sort());
  });
});
