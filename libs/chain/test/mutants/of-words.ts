import { ofSteps, stepIn } from './operator.ts';
import type { Operator } from './operator.ts';
import type { Chain } from '../../src/language/chain.ts';
import { EVIDENCE_OF_RULES } from '../../src/lint/evidence-of-rules.ts';
import type { EvidenceKind } from '../../src/lint/evidence-of-rules.ts';
import type { Step } from '../../src/language/step.ts';

/** What is asked and written down, and what is named. */
export const OF_WORDS: readonly Operator[] = [
  {
    does: 'drops what a rule wants written down',
    expects: ['missingEvidence'],
    anywhere: true,
    sites: (chain) =>
      rulesOf(chain).flatMap((rule) =>
        (EVIDENCE_OF_RULES[rule] ?? []).flatMap(({ kinds }, index) =>
          kinds.includes('outcomes') ? [] : [{ step: rule, part: String(index) }],
        ),
      ),
    breaks: (chain, { step: rule, part }) => {
      const kinds: readonly EvidenceKind[] = EVIDENCE_OF_RULES[rule]?.[Number(part)]?.kinds ?? [];
      for (const step of chain.steps.filter(({ rules }) => rules.includes(rule))) {
        step.evidence = step.evidence.filter(({ kind }) => !kinds.includes(kind));
      }
    },
  },
  {
    does: 'forgets to ask a question',
    expects: ['neverAsked'],
    anywhere: true,
    sites: ({ facts }) =>
      Object.entries(facts).flatMap(([part, { askedIn }]) =>
        askedIn === undefined ? [] : [{ step: askedIn, part }],
      ),
    breaks: (chain, { step: id, part }) => {
      const step = stepIn(chain, id);
      step.evidence = step.evidence.filter((field) => field.kind !== 'fact' || field.fact !== part);
    },
  },
  {
    does: 'leaves no reason to choose',
    expects: ['unsound'],
    anywhere: true,
    sites: (chain) => reasonsOf(chain).map((_, index) => ({ step: '', part: String(index) })),
    breaks: (chain, { part }) => {
      const one = reasonsOf(chain)[Number(part)];
      if (one !== undefined) one.reasons = {};
    },
  },
  ofSteps('opens a case of a chain that is not there', ['undeclaredChild'], opens, (step) => {
    if (step.opens !== undefined) step.opens.chain = 'no-such-chain';
  }),
  {
    does: 'takes the date from an event that clocks go by',
    expects: ['undated', 'unknownName'],
    anywhere: true,
    sites: ({ events }) =>
      Object.entries(events).flatMap(([part, { dated }]) => (dated ? [{ step: '', part }] : [])),
    breaks: ({ events }, { part = '' }) => {
      const event = events[part];
      if (event !== undefined) event.dated = false;
    },
  },
  ofSteps(
    'asks something only for an outcome that there is not',
    ['unknownOutcome'],
    ({ evidence }) => evidence.length > 0,
    ({ evidence: [field] }) => {
      if (field !== undefined) field.onlyFor = ['no-such-outcome'];
    },
  ),
  ofSteps(
    'asks for the same field twice',
    ['unsound'],
    ({ evidence }) => evidence.length > 0,
    ({ evidence }) => {
      evidence.push(...evidence.slice(0, 1));
    },
  ),
];

/** Everything that is done only for a reason. */
const reasonsOf = ({ waiver, steps }: Chain): { reasons: Readonly<Record<string, string>> }[] =>
  [waiver, ...steps.flatMap(({ approval, clock }) => [approval?.emergency, clock?.mayPause])].filter(
    (one) => one !== undefined,
  );

function opens({ opens: child }: Step): boolean {
  return child !== undefined;
}

function rulesOf({ steps }: Chain): string[] {
  return [...new Set(steps.flatMap(({ rules }) => rules))].sort();
}
