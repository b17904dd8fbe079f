import { chain as schema } from '@trustward/chain';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { everyConstruct, everyConstructWritten } from '../test/every-construct.ts';
import { fieldsOfSchema, namesIn, wordsOfSchema } from '../test/names.ts';
import { stepsPlayed } from '../test/play-through.ts';

const WRITTEN = everyConstructWritten();
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
    const chain = everyConstruct();
    expect([...stepsPlayed(chain, 120)].sort()).toEqual(chain.steps.map(({ id }) => id).sort());
  });
});
