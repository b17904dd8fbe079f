import type { EvidenceField } from './evidence.ts';
import type { Mistake } from './mistake.ts';
import type { Step } from './step.ts';

/** What must not follow from an outsider's word, by the names that a chain gives it. */
const OURS = ['path', 'outcomes', 'approval', 'opens', 'closes'] as const;
/** What only whoever works here can say. */
const TEACHING: readonly EvidenceField['kind'][] = ['fact', 'date', 'appoint', 'contact'];

const oursIn = (step: Step): string[] => [
  ...OURS.filter((name) => step[name] !== undefined),
  ...(step.personal ? ['personal'] : []),
  ...(step.does.length > 0 ? ['does'] : []),
  ...(step.clock?.whose === undefined ? [] : ['whose']),
  ...step.evidence.filter(({ kind }) => TEACHING.includes(kind)).map(({ id }) => id),
];

/** An agency's word says that something has come, and nothing else hangs on it. */
export function checkConfirmed(step: Step, path: string): Mistake[] {
  if (step.confirmedBy === undefined) return [];
  return oursIn(step).map((name) => ({
    path: `${path}.confirmedBy`,
    sentence: `"${step.title}" has "${name}", and so no agency can confirm it.`,
  }));
}
