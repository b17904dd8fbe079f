import type { CaseEvent } from './event.ts';
import { findDuty } from './find-duty.ts';
import type { Found } from './find-duty.ts';
import { changed } from './progress.ts';
import type { Progress } from './progress.ts';
import { refuse } from './refuse.ts';
import type { Refused } from './refuse.ts';
import type { CaseState, Duty, DutyState } from './state.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';
import type { Step } from '../language/chain.ts';
import { requiredEvidence } from '../language/questions.ts';

type Done = Extract<CaseEvent, { type: 'done' }>;

/** Records that a step was done, with its evidence and outcome. */
export function actDone(world: World, progress: Progress, event: Done, now: Instant): Progress | Refused {
  const found = findDuty(world, progress.state, event);
  if ('refusal' in found) return found;
  const wrong =
    outcomeMistake(found.step, event.outcome) ??
    evidenceMistake(found.step, event.supplied) ??
    timeMistake(progress.state, event.happenedAt, now);
  return wrong ?? changed(progress, doneDuty(found, event, now));
}

function doneDuty({ duty }: Found, event: Done, now: Instant): Duty {
  return {
    ...duty,
    state: stateWhenDone(duty.dueAt, event.happenedAt ?? now, now),
    version: duty.version + 1,
    remindAt: [],
    lateAt: [],
    doneAt: now,
    happenedAt: event.happenedAt ?? null,
    doneBy: event.by,
    outcome: event.outcome ?? null,
  };
}

function stateWhenDone(dueAt: Instant | null, happenedAt: Instant, now: Instant): DutyState {
  if (dueAt === null || now < dueAt) return 'met';
  return happenedAt < dueAt ? 'recordedLate' : 'metLate';
}

function outcomeMistake(step: Step, outcome: string | undefined): Refused | null {
  if (step.outcomes === undefined) {
    return outcome === undefined
      ? null
      : refuse('unknownOutcome', `"${step.title}" has no outcomes to choose from.`);
  }
  if (outcome === undefined) return refuse('unknownOutcome', `Choose an outcome of "${step.title}".`);
  return Object.hasOwn(step.outcomes, outcome)
    ? null
    : refuse('unknownOutcome', `"${outcome}" is not an outcome of "${step.title}".`);
}

function evidenceMistake(step: Step, supplied: readonly string[]): Refused | null {
  const missing = requiredEvidence(step).filter((id) => !supplied.includes(id));
  if (missing.length === 0) return null;
  const labels = step.evidence
    .filter((field) => missing.includes(field.id))
    .map((field) => `"${field.label}"`);
  return refuse('missingEvidence', `Still to fill in: ${labels.join(', ')}.`);
}

function timeMistake(state: CaseState, happenedAt: Instant | undefined, now: Instant): Refused | null {
  if (happenedAt === undefined) return null;
  if (!Number.isSafeInteger(happenedAt) || happenedAt > now) {
    return refuse('future', 'The time when this happened lies in the future.');
  }
  return happenedAt < state.awareAt
    ? refuse('backwards', 'This cannot have happened before the concern became known.')
    : null;
}
