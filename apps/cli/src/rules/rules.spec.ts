import { loadPack } from '@trustward/packs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { answersIn, rulesWith } from './answered.ts';
import { ELSEWHERE, MISSING } from './registry.ts';
import { rulesInTitles, testsByRule } from './test-titles.ts';
import { TITLES } from './titles.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const rulesHere = () => rulesWith(testsByRule(ROOT) ?? new Map<string, string[]>());

describe('the list of rules', () => {
  it('has 148 of them, by document and row, each with words of its own', () => {
    const rules = Object.keys(TITLES);
    const perDocument = ['000', '001', '002', '003', '004'].map(
      (document) => rules.filter((rule) => rule.startsWith(document)).length,
    );
    expect(perDocument).toEqual([37, 27, 17, 45, 22]);
    expect(new Set(Object.values(TITLES)).size).toBe(148);
  });

  it('knows every rule that a pack or the registry names', () => {
    const named = [...answersIn(loadPack()).keys(), ...Object.keys(ELSEWHERE), ...Object.keys(MISSING)];
    expect(named.filter((rule) => !Object.hasOwn(TITLES, rule))).toEqual([]);
  });

  it('names no step and no hold that the pack does not have', () => {
    const there = loadPack().flatMap(({ id, steps, holds }) => [
      ...steps.map((step) => `step ${id}/${step.id}`),
      ...Object.keys(holds).map((hold) => `hold ${id}/${hold}`),
    ]);
    const named = Object.values(ELSEWHERE)
      .flat()
      .filter(({ kind }) => kind === 'step' || kind === 'hold')
      .map(({ kind, name }) => `${kind} ${name}`);
    expect(named.filter((each) => !there.includes(each))).toEqual([]);
  });

  it('answers nothing without a test that names it', () => {
    expect(rulesWith(new Map()).filter(({ answered }) => answered)).toEqual([]);
  });

  it('answers nothing by a test alone', () => {
    const tests = new Map([['004.22', ['somewhere.spec.ts']]]);
    expect(rulesWith(tests).find(({ rule }) => rule === '004.22')).toMatchObject({ answered: false });
  });

  it('finds what this clone tests', () => {
    const decided = rulesHere().find(({ rule }) => rule === '000.24');
    expect(decided).toMatchObject({ answered: true, missing: null });
    expect(decided?.testedIn).toContain('workflows/packs/src/concern-about-a-child.spec.ts');
  });

  it('leaves open what is answered and tested in part, and says what is missing', () => {
    const inPart = rulesHere().filter(({ missing }) => missing !== null);
    expect(inPart.map(({ rule }) => rule)).toEqual(Object.keys(MISSING).sort());
    for (const each of inPart) {
      expect(each).toMatchObject({ answered: false, missing: expect.stringMatching(/^[A-Z].+\.$/) });
      expect([each.rule, each.answeredBy.length > 0, each.testedIn.length > 0]).toEqual([
        each.rule,
        true,
        true,
      ]);
    }
  });

  it('has nothing to say where there are no tests', () => {
    expect(testsByRule('/no/such/folder')).toBeNull();
  });
});

describe('the rules that titles name', () => {
  const numbers = ['26', '27', '28'].map((row) => `000.${row}`);

  it('are read from tests, groups and tables of tests, not from elsewhere', () => {
    const [one, two, three] = numbers;
    const text = [
      `it('${one} is so', () => {});`,
      `describe("${two} in a group", () => {`,
      `it.each([1, 2])('${three} for each', () => {});`,
      `const rules = ['000.01']; // 000.02`,
    ].join('\n');
    expect(rulesInTitles(text)).toEqual(numbers);
  });

  it('leave out a test that is put aside', () => {
    expect(rulesInTitles(`it.skip('${numbers[0] ?? ''} is so', () => {});`)).toEqual([]);
  });
});
