import { describe, expect, it } from 'vitest';
import { pathOfPrototype } from './prototype-key.ts';

describe('a field called __proto__', () => {
  it.each([
    ['{"__proto__":1}', ['__proto__']],
    ['{"a":{"b":[0,{"\\u005f_proto__":null}]}}', ['a', 'b', '1', '__proto__']],
    ['{"a":"__proto__","constructor":{"prototype":{}}}', null],
    ['null', null],
  ])('is found in %s', (sent, path) => {
    expect(pathOfPrototype(JSON.parse(sent))).toEqual(path);
  });

  it('is looked for in what is nested deeply, without falling over', () => {
    let deep: unknown = JSON.parse('{"__proto__":1}');
    for (let n = 0; n < 200_000; n++) deep = [deep];
    expect(pathOfPrototype(deep)).toHaveLength(200_001);
  });
});
