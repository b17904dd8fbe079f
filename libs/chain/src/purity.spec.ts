import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const SOURCE = new URL('./', import.meta.url);
const IMPURE: readonly [name: string, pattern: RegExp][] = [
  ['Date', /\bDate\b(?!\.)|\bDate\.(now|parse|UTC)\b/],
  ['Intl', /\bIntl\b/],
  ['toLocale…', /\btoLocale\w*/],
  ['Math.random', /\bMath\s*\.\s*random\b/],
  ['crypto', /\bcrypto\b/],
  ['performance', /\bperformance\b/],
  ['Temporal', /\bTemporal\b/],
  ['timers', /\bset(Timeout|Interval|Immediate)\b/],
  ['the process or globals', /\b(process|globalThis|window|self)\b\s*[.[]/],
  ['dynamic code', /\beval\b|\bnew Function\b|\bimport\(/],
];

// A test of the boundaries, which may run beside this one, puts scratch files here for a moment.
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.spec.ts') && !name.startsWith('scratch-'),
);
const codeOf = (name: string): string =>
  readFileSync(new URL(name, SOURCE), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '');

describe('the chain library', () => {
  it('is found by this test', () => {
    expect(files).toContain('reducer/advance.ts');
    expect(files.length).toBeGreaterThan(30);
    const folders = new Set(files.filter((name) => name.includes('/')).map((name) => name.split('/')[0]));
    const known = ['clock', 'conflict', 'inherit', 'language', 'lint', 'prove', 'reducer', 'simulate'];
    expect([...folders].sort()).toEqual(known);
  });

  it('reads and runs cases without what proves, lints, simulates and resolves', () => {
    const core = files.filter((name) => /^(clock|conflict|language|reducer|index)\b/.test(name));
    const beyond = /\bfrom\s+'[^']*\/((inherit|lint|prove|simulate)\/|(layers|explain)\.ts)/;
    expect(core.filter((name) => beyond.test(codeOf(name)))).toEqual([]);
    expect(core.length).toBeGreaterThan(80);
  });

  it.each(IMPURE)('does without %s', (_, pattern) => {
    expect(files.filter((name) => pattern.test(codeOf(name)))).toEqual([]);
  });

  it('imports nothing but itself and zod', () => {
    const imported = files.flatMap((name) =>
      [...codeOf(name).matchAll(/\bfrom\s+'([^']+)'/g)].map(([, target = '']) => `${name}: ${target}`),
    );
    expect(imported.filter((line) => !/: (\.\.?\/[\w./-]+\.ts|zod\/mini)$/.test(line))).toEqual([]);
  });
});
