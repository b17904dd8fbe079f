import type { Names } from './say-names.ts';
import { listed, quoted } from './say-words.ts';
import type { Step } from '../language/step.ts';

/** 'one of “concern-about-a-child” as it comes up, with “in-danger-now” answered “yes”' */
export function sayOpens(
  names: Names,
  step: string,
  { chain, at, onlyFor, facts = {}, awaited }: NonNullable<Step['opens']>,
): string {
  const when = at === 'opening' ? 'as it comes up' : 'when it is done';
  const only = onlyFor === undefined ? '' : ` with ${names.outcomes(step, onlyFor)}`;
  const answers = Object.entries(facts).map(([fact, answer]) =>
    typeof answer === 'string'
      ? `${quoted(fact)} answered ${quoted(answer)}`
      : `${quoted(fact)} answered as ${names.question(answer.fact)}`,
  );
  return [
    `one of ${quoted(chain)} ${when}${only}`,
    ...(answers.length === 0 ? [] : [`begun with ${listed(answers)}`]),
    ...(awaited ? [] : ['not waited for']),
  ].join(', ');
}
