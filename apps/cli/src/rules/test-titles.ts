import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const WHERE = ['apps', 'infra', 'libs', 'test', 'workflows'];
const LEFT_OUT: ReadonlySet<string> = new Set(['node_modules', 'dist', '.angular']);
const IS_TEST = /[.-]spec\.ts$/;

/** The words with which a test or a group of tests is called; not what is put aside. */
const TITLE =
  /(?:\b(?:it|test|describe)(?:\.(?:only|concurrent|sequential))*|\))\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g;
const RULE = /\b00[0-4]\.\d{2}\b/g;

/** For each rule, the files with a test that names it in its title; null where there are no tests to read. */
export function testsByRule(root: string): ReadonlyMap<string, readonly string[]> | null {
  const files = WHERE.flatMap((folder) => filesBelow(path.join(root, folder)));
  if (files.length === 0) return null;
  const byRule = new Map<string, string[]>();
  for (const file of files) {
    const name = path.relative(root, file).split(path.sep).join('/');
    for (const rule of rulesInTitles(readFileSync(file, 'utf8'))) {
      byRule.set(rule, [...(byRule.get(rule) ?? []), name]);
    }
  }
  return byRule;
}

/** The rules that the titles in a file of tests name, each once. */
export function rulesInTitles(text: string): string[] {
  const titles = [...text.matchAll(TITLE)].map(([, , title = '']) => title);
  return [...new Set(titles.flatMap((title) => title.match(RULE) ?? []))];
}

function filesBelow(folder: string): string[] {
  return entriesOf(folder)
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) return LEFT_OUT.has(entry.name) ? [] : filesBelow(file);
      return IS_TEST.test(entry.name) ? [file] : [];
    })
    .sort();
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    // A copy without sources has no such folder, and so no tests.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
