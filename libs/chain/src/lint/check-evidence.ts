import { EVIDENCE_OF_RULES } from './evidence-of-rules.ts';
import type { EvidenceKind } from './evidence-of-rules.ts';
import { found } from './finding.ts';
import type { Found } from './finding.ts';
import type { Check } from './view.ts';
import { own } from '../language/own.ts';
import type { Step } from '../language/step.ts';

/** The steps that answer a rule ask, between them, for everything that the rule wants recorded. */
export const checkEvidence: Check = ({ chain: { steps } }) => {
  const rules = [...new Set(steps.flatMap((step) => step.rules))].sort();
  return rules.flatMap((rule) => {
    const answering = [...steps.entries()].filter(([, step]) => step.rules.includes(rule));
    const asked = new Set(answering.flatMap(([, step]) => kindsOf(step)));
    return lacking(rule, answering[0]?.[0] ?? 0, asked);
  });
};

function kindsOf({ evidence, outcomes }: Step): EvidenceKind[] {
  const kinds: EvidenceKind[] = evidence.map(({ kind }) => kind);
  return outcomes === undefined ? kinds : [...kinds, 'outcomes'];
}

function lacking(rule: string, first: number, asked: ReadonlySet<EvidenceKind>): Found[] {
  const demands = own(EVIDENCE_OF_RULES, rule) ?? [];
  return demands
    .filter(({ kinds }) => !kinds.some((kind) => asked.has(kind)))
    .map(({ what, kinds }) => {
      const sentence = `Rule ${rule} wants written down ${what}: a field of kind ${kinds.join(' or ')}.`;
      return found('missingEvidence', `steps.${first}.evidence`, sentence);
    });
}
