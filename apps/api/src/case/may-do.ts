import { requiredEvidence } from '@trustward/chain';
import type { CaseEvent, Duty, Refusal, Step } from '@trustward/chain';
import { refusalOf } from './trial.ts';
import type { Tried } from './trial.ts';

type Done = Extract<CaseEvent, { type: 'done' }>;

/** Doing a step with everything filled in, with each outcome that it has. */
export function waysOfDoing(step: Step, on: Pick<Done, 'by' | 'step' | 'version'>): Done[] {
  const outcomes = Object.keys(step.outcomes ?? {});
  return (outcomes.length === 0 ? [undefined] : outcomes).map((outcome) => ({
    type: 'done',
    ...on,
    supplied: requiredEvidence(step, outcome),
    ...(outcome === undefined ? {} : { outcome }),
  }));
}

/** Asks what the reducer would say if somebody filled in everything, with whichever outcome it takes. */
export function whyNotDone(tried: Tried, step: Step, { key, version }: Duty, by: string): Refusal | null {
  const answers = waysOfDoing(step, { by, step: key, version }).map((event) => refusalOf(tried, event));
  return answers.includes(null) ? null : (answers[0] ?? null);
}
