import { askToAgree } from './answerers.ts';
import { blocked } from './blocked.ts';
import { doneDuty, finish } from './finish.ts';
import type { CaseEvent } from './event.ts';
import { isTrue } from './condition.ts';
import { findDuty } from './find-duty.ts';
import type { Found } from './find-duty.ts';
import { formMistake } from './form-mistake.ts';
import { changed } from './progress.ts';
import type { Progress } from './progress.ts';
import { refuse } from './refuse.ts';
import type { Refused } from './refuse.ts';
import type { Asked, CaseState } from './state.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';
import type { Approval, Step } from '../language/step.ts';

type Done = Extract<CaseEvent, { type: 'done' }>;

/** Records that a step was done, with its evidence and outcome; or asks for the agreement it needs first. */
export function actDone(world: World, progress: Progress, event: Done, now: Instant): Progress | Refused {
  const { state } = progress;
  const found = findDuty(world, state, event);
  if ('refusal' in found) return found;
  const { step } = found;
  const wrong =
    formMistake(world, state, step, event, now) ?? blocked(world, state, step, event.outcome ?? null);
  if (wrong !== null) return wrong;
  const approval = approvalOf(world, state, step);
  if (event.emergency !== undefined) return inEmergency(world, progress, found, event, approval, now);
  return approval === undefined
    ? finish(world, progress, step, doneDuty(found.duty, event, now), event.learned, now)
    : askFor(world, progress, found, event, now);
}

/** The agreement a step needs: none on the two protected ways, and none for what the law asks of one person. */
function approvalOf(world: World, state: CaseState, step: Step): Approval | undefined {
  const { approval } = step;
  if (approval === undefined || step.path !== undefined || step.personal) return undefined;
  return approval.unless !== undefined && isTrue(approval.unless, world, state) ? undefined : approval;
}

function inEmergency(
  world: World,
  progress: Progress,
  { step, duty }: Found,
  event: Done,
  approval: Approval | undefined,
  now: Instant,
): Progress | Refused {
  const reasons = approval?.emergency?.reasons ?? {};
  if (event.emergency === undefined || !Object.hasOwn(reasons, event.emergency)) {
    return refuse('unknownReason', `“${step.title}” cannot be done without agreement for that reason.`);
  }
  const done = { ...doneDuty(duty, event, now), bypassed: true, reason: event.emergency };
  return finish(world, progress, step, done, event.learned, now);
}

/** What is asked for stands beside the duty, which stays owed, and its clock runs on. */
function askFor(
  world: World,
  progress: Progress,
  { step, duty }: Found,
  event: Done,
  now: Instant,
): Progress {
  const asked: Asked = {
    for: 'done',
    by: event.by,
    at: now,
    happenedAt: event.happenedAt ?? now,
    outcome: event.outcome ?? null,
    learned: event.learned ?? null,
    reason: null,
    to: null,
    answerBy: null,
    agreedBy: [],
  };
  const next = { ...duty, version: duty.version + 1, acknowledgedAt: duty.acknowledgedAt ?? now, asked };
  return changed(progress, next, ...askToAgree(world, progress.state, { step, duty: next }, asked, now));
}
