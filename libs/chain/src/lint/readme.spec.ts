import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { EVIDENCE_OF_RULES } from './evidence-of-rules.ts';
import { FINDINGS } from './finding.ts';
import { ruleNumber } from '../language/words.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const ROW = /^\| `(\w+)`\s*\| (mistake|warning)\s*\| (?:\S.*?)\s*\|$/gm;

it('the page says of every finding what it is and how grave', () => {
  const rows = [...README.matchAll(ROW)].map(([, code, severity]) => [code, severity]);
  expect(Object.fromEntries(rows)).toEqual(FINDINGS);
});

it('evidence is wanted by rules that are written as rules are', () => {
  const wrong = Object.keys(EVIDENCE_OF_RULES).filter((rule) => !ruleNumber.safeParse(rule).success);
  expect(wrong).toEqual([]);
});
