import { readFileSync } from 'node:fs';
import { canonicalJson } from '@trustward/chain';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { filesOf, packFolders } from './read.ts';
import { readYamlText, writeYamlText } from './yaml-text.ts';

const ROOT = new URL('../', import.meta.url);
const README = readFileSync(new URL('../../../libs/chain/README.md', import.meta.url), 'utf8');

/** Every file of every pack, and every example of the language's page, as people wrote them. */
const TEXTS: readonly (readonly [name: string, text: string])[] = [
  ...[...packFolders(), 'authorities', 'test']
    .flatMap(filesOf)
    .map((file) => [file, readFileSync(new URL(file, ROOT), 'utf8')] as const),
  ...[...README.matchAll(/```yaml\n([\s\S]*?)```/g)].map(
    ([, text = ''], index) => [`example ${index + 1} of the page`, text] as const,
  ),
];

function jsonOf(text: string): unknown {
  const read = readYamlText(text);
  if (!read.ok) throw new Error(JSON.stringify(read.slips));
  return read.json;
}

describe('YAML for people and JSON for machines', () => {
  it('are found by this test', () => {
    expect(TEXTS.length).toBeGreaterThan(30);
  });

  it.each(TEXTS)('say the same of %s, there and back', (_, text) => {
    const json = jsonOf(text);
    const asJson = JSON.stringify(json);
    expect(canonicalJson(jsonOf(asJson))).toBe(canonicalJson(json));
    expect(JSON.stringify(jsonOf(writeYamlText(json)))).toBe(asJson);
    expect(JSON.stringify(jsonOf(writeYamlText(jsonOf(asJson))))).toBe(asJson);
  });

  it('keep what looks like something else: dates, yes and no, numbers in quotes, nothing, and long words', () => {
    const json = {
      from: '2026-09-01',
      at: '17:00',
      rule: '000.26',
      phone: '01632 960110',
      answers: ['yes', 'no', 'on', 'off', 'true', 'null', '~', '', ' ', 'Yes', 'y'],
      numbers: ['7', '0x10', '1e3', '.5', '007', 7, 0.5, -1, true, false, null],
      words: [
        'a: b',
        '# no comment',
        "it's",
        '"quoted"',
        'one\ntwo\n',
        `${'long '.repeat(60)}end`,
        '- x',
        '[a]',
        '{a}',
        '*a',
        '&a',
        '!a',
        '%a',
        '@a',
        '`a',
      ],
      yes: 'as a key',
      '2026-09-01': 'as a key',
      '7': 'as a key',
    };
    expect(jsonOf(writeYamlText(json))).toEqual(json);
    expect(parse(writeYamlText(json), { version: '1.1' })).toEqual(json);
  });

  it('keep any JSON whatever', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const json = JSON.parse(JSON.stringify(value)) as unknown;
        expect(jsonOf(writeYamlText(json))).toEqual(json);
      }),
      { numRuns: 500 },
    );
  });

  it('keep the order in which answers are shown', () => {
    const json = { options: { zebra: 'Z', apple: 'A', mango: 'M' } };
    expect(Object.keys((jsonOf(writeYamlText(json)) as typeof json).options)).toEqual([
      'zebra',
      'apple',
      'mango',
    ]);
  });

  it('lose comments, blank lines and the way things were written, and nothing else', () => {
    const text = '# Ours.\nid: a # here\n\ntitle: "A"\n';
    expect(writeYamlText(jsonOf(text))).toBe('id: a\ntitle: A\n');
  });
});
