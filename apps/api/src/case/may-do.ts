import { requiredEvidence } from '@trustward/chain';
import type { Duty, Refusal, Step } from '@trustward/chain';
import { refusalOf } from './trial.ts';
import type { Tried } from './trial.ts';

/** Asks what the reducer would say if somebody filled in everything, with whichever outcome it takes. */
export function whyNotDone(tried: Tried, step: Step, { key, version }: Duty, by: string): Refusal | null {
  const outcomes = Object.keys(step.outcomes ?? {});
  const answers = (outcomes.length === 0 ? [undefined] : outcomes).map((outcome) =>
    refusalOf(tried, {
      type: 'done',
      by,
      step: key,
      version,
      supplied: requiredEvidence(step, outcome),
      ...(outcome === undefined ? {} : { outcome }),
    }),
  );
  return answers.includes(null) ? null : (answers[0] ?? null);
}
