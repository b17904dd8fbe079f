import { describe, expect, it } from 'vitest';
import { unfitPart } from './unfit-part.ts';

describe('a field called __proto__', () => {
  it.each([
    ['{"__proto__":1}', ['__proto__']],
    ['{"a":{"b":[0,{"\\u005f_proto__":null}]}}', ['a', 'b', '1', '__proto__']],
    ['{"a":"__proto__","constructor":{"prototype":{}}}', undefined],
    ['null', undefined],
  ])('is found in %s', (sent, path) => {
    expect(unfitPart(JSON.parse(sent))?.path).toEqual(path);
  });

  it('is looked for in what is nested deeply, without falling over', () => {
    let deep: unknown = JSON.parse('{"__proto__":1}');
    for (let n = 0; n < 200_000; n++) deep = [deep];
    expect(unfitPart(deep)?.path).toHaveLength(200_001);
  });
});

describe('half of a character', () => {
  it.each([
    ['{"a":"well \\ud800 then"}', ['a']],
    ['{"a":{"b":["ok","\\udc00"]}}', ['a', 'b', '1']],
    ['{"a":{"\\ud83d":"a name"}}', ['a']],
    ['"\\ud83d"', []],
    ['{"a":"\\ud83d\\ude00 whole"}', undefined],
  ])('is found in %s', (sent, path) => {
    expect(unfitPart(JSON.parse(sent))?.path).toEqual(path);
  });
});
