import type { OpenCaseEffect } from './event.ts';
import type { Progress } from './progress.ts';
import type { CaseState, Duty } from './state.ts';
import { isOneOf } from './moments.ts';
import type { Instant } from '../clock/calendar.ts';
import { own } from '../language/own.ts';
import type { Step } from '../language/step.ts';

/** Opens the case of another chain that a step opens, if this is the moment for it. Its clocks run from our awareness. */
export function openChild(
  progress: Progress,
  step: Step,
  duty: Duty,
  moment: 'opening' | 'done',
  at: Instant,
): Progress {
  const { opens } = step;
  if (opens === undefined || opens.at !== moment) return progress;
  if (opens.onlyFor !== undefined && !isOneOf(duty.outcome, opens.onlyFor)) return progress;
  const { state } = progress;
  const effect: OpenCaseEffect = {
    kind: 'openCase',
    key: `${duty.key}/child`,
    at,
    step: duty.key,
    chain: opens.chain,
    awareAt: state.awareAt,
    facts: answersFor(opens.facts ?? {}, state),
  };
  const child = { chain: opens.chain, openedAt: at, endedAt: null };
  return {
    state: { ...state, children: { ...state.children, [duty.key]: child } },
    effects: [...progress.effects, effect],
  };
}

/** What is not answered here either is left open. */
function answersFor(
  facts: NonNullable<NonNullable<Step['opens']>['facts']>,
  state: CaseState,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([fact, said]) => {
      const answer = typeof said === 'string' ? said : own(state.facts, said.fact);
      return answer === undefined ? [] : [[fact, answer] as const];
    }),
  );
}
