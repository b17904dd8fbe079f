import { fileURLToPath } from 'node:url';
import { rulesWith } from './answered.ts';
import type { Rule } from './answered.ts';
import { testsByRule } from './test-titles.ts';
import { CommandFailed } from '../command.ts';
import type { Run } from '../command.ts';
import { flags } from '../flags.ts';

/** The clone, which lies as far above `src` as above `dist`. */
const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

/** The rules of the source documents: what answers each, which tests say so, and what is open. */
export const rulesCommand: Run = (io, args) => {
  const { json } = flags(args, 'json');
  const tests = testsByRule(ROOT);
  if (tests === null) {
    throw new CommandFailed('The tests are not here, and without them no rule counts as answered.', 3);
  }
  const rules = rulesWith(tests);
  const answered = rules.filter((rule) => rule.answered).length;
  if (json) io.answer(JSON.stringify({ rules, answered, of: rules.length }, null, 2));
  else {
    for (const rule of rules) for (const line of linesOf(rule)) io.answer(line);
    io.answer(`${answered} of ${rules.length}`);
  }
  return Promise.resolve(0);
};

function linesOf({ rule, title, answered, missing, answeredBy, testedIn }: Rule): string[] {
  const first = `${rule}  ${answered ? 'answered' : 'open    '}  ${title}`;
  const by = answeredBy.map(({ kind, name }) => `${kind} ${name}`);
  return [
    first,
    ...(missing === null ? [] : [`        missing: ${missing}`]),
    ...(by.length === 0 ? [] : [`        by ${by.join(', ')}`]),
    ...(testedIn.length === 0 ? [] : [`        tested in ${testedIn.join(', ')}`]),
  ];
}
