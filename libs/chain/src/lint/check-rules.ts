import { found } from './finding.ts';
import type { Found } from './finding.ts';
import type { Check } from './view.ts';

/** How many rows each of the source documents has; they are numbered without gaps. */
const ROWS: Readonly<Record<string, number>> = { '000': 37, '001': 27, '002': 17, '003': 45, '004': 22 };

/** Every rule that is named is a row of a source document. */
export const checkRules: Check = ({ chain }) => [
  ...unknownIn(chain.rules, 'rules'),
  ...chain.steps.flatMap(({ rules }, index) => unknownIn(rules, `steps.${index}.rules`)),
];

function unknownIn(rules: readonly string[], path: string): Found[] {
  return rules.flatMap((rule, index) => {
    const [source = '', row = ''] = rule.split('.');
    const rows = ROWS[source] ?? 0;
    if (Number(row) >= 1 && Number(row) <= rows) return [];
    const sentence = `There is no rule ${rule}: document ${source} has rows ${source}.01 to ${source}.${rows}.`;
    return [found('unknownName', `${path}.${index}`, sentence)];
  });
}
