import { readFileSync, globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import * as ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Every regular expression written in the product, with where it stands. */
function expressions(): { where: string; written: string }[] {
  const files = globSync('{apps,libs,workflows}/**/src/**/*.ts', { cwd: root }).filter(
    (file) => !/\.spec\.ts$|node_modules|\/dist\//.test(file),
  );
  return files.flatMap((file) => {
    const source = ts.createSourceFile(file, readFileSync(`${root}${file}`, 'utf8'), ts.ScriptTarget.Latest);
    const found: { where: string; written: string }[] = [];
    const look = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) found.push({ where: file, written: node.text });
      ts.forEachChild(node, look);
    };
    look(source);
    return found;
  });
}

const LONG = 3_000;
/** What may be repeated before what does not fit: of each class that an expression may ask for, alone and in pairs. */
const PARTS = [
  ...['a', 'A', '0', 'é', ' ', '\t', '\n', '.', '-', '_', '/', ':', ',', '@', '+', '%', '"', "'", '\\', '='],
  ...['a.', 'a-', 'a ', '0.', '0:', 'a@', 'a\u200d', '/a', ' to ', ' or ', 'a,', '00', 'ab', '\u0301', '::'],
];
/** What hardly any expression takes, so that it tries every other way first. */
const TAILS = ['\u0000', '\u2028!', ''];
const HEADS = ['', 'a', '0', '/', 'steps.', 'Rule ', 'case/', '<a@', '2026-11-23', ';charset='];

describe('every regular expression of the product', () => {
  it('comes to an end with whatever is long and nearly fits', { timeout: 120_000 }, () => {
    const all = [...new Map(expressions().map((each) => [each.written, each])).values()];
    expect(all.length).toBeGreaterThan(80);
    const stuck = all.filter(({ written }) => {
      const context = createContext({ texts: HEADS.flatMap((head) => texts(head)) });
      // Whatever doubles with each character would not end before the sun does; the time is for the machine's sake.
      try {
        runInContext(`for (const text of texts) text.replace(${written}, '')`, context, { timeout: 20_000 });
        return false;
      } catch {
        return true;
      }
    });
    expect(stuck).toEqual([]);
  });
});

const texts = (head: string): string[] =>
  PARTS.flatMap((part) => TAILS.map((tail) => head + part.repeat(LONG / part.length) + tail));
