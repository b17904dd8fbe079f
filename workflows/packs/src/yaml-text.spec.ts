import { describe, expect, it } from 'vitest';
import { MOST_YAML, readYamlText } from './yaml-text.ts';

const reasonOf = (text: string): string => {
  const read = readYamlText(text);
  return read.ok ? 'it was read' : `${read.line}: ${read.reason}`;
};

describe('reading YAML', () => {
  it('knows on which line everything stands', () => {
    const read = readYamlText('a: 1\nsteps:\n  - id: x\n  - id: y\n    owner: [dsl]\n');
    if (!read.ok) throw new Error(read.reason);
    expect(read.json).toEqual({ a: 1, steps: [{ id: 'x' }, { id: 'y', owner: ['dsl'] }] });
    expect(read.lineOf('steps.1.owner')).toBe(5);
    expect(read.lineOf('steps.1.missing')).toBe(4);
    expect(read.lineOf('')).toBe(1);
  });

  it('says on which line it is malformed', () => {
    expect(reasonOf('a: 1\nb: [1, 2\n')).toMatch(/^[23]: /);
    for (const text of ['a: 1\nb: Ring: now\n', 'a: 1\nb: { c: Ring: now }\n']) {
      expect(reasonOf(text)).toMatch(/^2: A colon with a space behind it .* in quotes/);
    }
    expect(reasonOf('a: 1\na: 2\n')).toBe('2: "a" stands here a second time.');
  });

  it('refuses aliases that stand for billions of values, quickly', () => {
    const levels = Array.from({ length: 30 }, (_, n) =>
      n === 0 ? 'a0: &a0 [x, x]' : `a${n}: &a${n} [*a${n - 1}, *a${n - 1}, *a${n - 1}]`,
    );
    expect(reasonOf(levels.join('\n'))).toBe('1: Its aliases stand for too many values.');
  });

  it('refuses what is nested beyond all measure, however it is written', () => {
    const lines = Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}a:`);
    for (const text of [
      '['.repeat(200_000),
      '{a: '.repeat(9_000),
      `${'- '.repeat(50_000)}x`,
      lines.join('\n'),
    ]) {
      expect(reasonOf(text)).toBe('1: It is nested too deeply.');
    }
    expect(reasonOf('- a\n'.repeat(300))).toBe('it was read');
  });

  it('refuses two documents in one file, in words of its own', () => {
    expect(reasonOf('a: 1\n---\nb: 2\n')).toMatch(/: A file holds one chain or layer\./);
  });

  it('refuses ten million characters without looking at them', () => {
    expect(reasonOf('x'.repeat(10_000_000))).toBe(`1: It is longer than ${MOST_YAML} characters.`);
  });

  it('keeps a key called __proto__ as a key, for the language to refuse', () => {
    const read = readYamlText('__proto__: { polluted: true }\n');
    if (!read.ok) throw new Error(read.reason);
    expect(Object.keys(read.json as object)).toEqual(['__proto__']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
