import type { Found } from './finding.ts';
import type { Model } from './model.ts';
import { asIfAllOpen, modelOf } from './openable.ts';
import type { Chain } from '../language/chain.ts';
import type { Step } from '../language/step.ts';

/** A chain as the checks look at it. */
export interface View {
  readonly chain: Chain;
  /** With the steps that can come up. */
  readonly model: Model;
  /** As if every step could. */
  readonly free: Model;
  /** The other chains a case of this one may open; null where nobody has said which there are. */
  readonly others: ReadonlyMap<string, Chain | null> | null;
  /** The day on which it is looked at, as 2026-11-21; null where nobody has said. */
  readonly today: string | null;
}

export type Check = (view: View) => readonly Found[];

export function viewOf(chain: Chain, others: View['others'], today: View['today'], isPartial: boolean): View {
  const model = modelOf(chain, isPartial);
  return { chain, others, today, model, free: asIfAllOpen(model) };
}

/** Asks something of every step, with the path to it. */
export const eachStep =
  (ask: (step: Step, path: string, view: View) => readonly Found[]): Check =>
  (view) =>
    view.chain.steps.flatMap((step, index) => ask(step, `steps.${index}`, view));
