import { isFinal } from './final.ts';
import type { Model, Variable } from './model.ts';
import { NOT_OPEN, outcomeOf, stateOf } from './standing.ts';
import { asWish, once, opensWith } from './wish.ts';
import type { Goal } from './wish.ts';
import type { Step } from '../language/step.ts';

const stepOf = ({ steps }: Model, variable: Variable): Step | undefined =>
  variable.startsWith('step ') ? steps.get(variable.slice('step '.length)) : undefined;

/** A step that has come up was waited for, and what made it needless was so. */
export function historyOf(
  model: Model,
  variable: Variable,
  before: readonly string[],
  after: readonly string[],
): Goal[] {
  const step = stepOf(model, variable);
  if (step === undefined || after.includes(NOT_OPEN)) return [];
  const hasOpened = before.includes(NOT_OPEN);
  const isNeedless = areNeedless(after) && (hasOpened || !areNeedless(before));
  return [
    ...(hasOpened ? opensWith(step).map(once) : []),
    ...(isNeedless && step.until !== undefined ? [once(asWish(step.until))] : []),
  ];
}

const areNeedless = (values: readonly string[]): boolean =>
  values.every((value) => stateOf(value) === 'superseded');

/** Whether something that was one way can be another way later. What happened stays; who can act, and holds, come and go. */
export function canBecome(model: Model, variable: Variable, was: string, is: string): boolean {
  const step = stepOf(model, variable);
  if (step !== undefined) return canComeTo(step, was, is);
  if (variable.startsWith('fact ')) return was === '' || was === is;
  return variable.startsWith('hold ') || variable.startsWith('role ') || was !== 'yes' || is === 'yes';
}

function canComeTo(step: Step, was: string, is: string): boolean {
  if (was === is || was === NOT_OPEN) return true;
  if (is === NOT_OPEN) return false;
  const [state, outcome] = [stateOf(was), outcomeOf(was)];
  if (state === 'done') return outcome !== null && !isFinal(step, outcome) && outcomeOf(is) !== null;
  if (state !== 'open' && state !== 'late') return false;
  return outcome === null || outcomeOf(is) !== null;
}
