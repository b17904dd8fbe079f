import { isOwed, lastDone, lastRound } from './duties.ts';
import type { TellEffect } from './event.ts';
import { isTrue } from './condition.ts';
import { keepAgreements } from './keep-agreements.ts';
import { keepOwners } from './keep-owners.ts';
import { openRound } from './open-steps.ts';
import { isExcluded } from './owner.ts';
import type { Progress } from './progress.ts';
import type { CaseState } from './state.ts';
import { LEADERS } from './tell.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';
import type { CaseRole } from '../language/role.ts';
import type { Step } from '../language/step.ts';

/** Everybody who has to do with the case is still somebody who may: those named for it, who agreed to something, owners. */
export function keepPeople(world: World, progress: Progress, at: Instant): Progress {
  if (progress.state.endedAt !== null) return keepOwners(world, progress, at);
  return keepOwners(world, keepAgreements(world, keepAppointed(world, progress, at), at), at);
}

/**
 * Whoever was named for a case and is now kept from it is so no longer: the leaders hear, and the step that named them
 * comes up again, its time running from now. The reporter stays who reported.
 */
function keepAppointed(world: World, progress: Progress, at: Instant): Progress {
  const named = Object.entries(progress.state.appointed) as [CaseRole, string][];
  return named
    .filter(([role, person]) => role !== 'reporter' && isExcluded(world, progress.state, person))
    .reduce((soFar, [role]) => nameAgain(world, soFar, role, at), progress);
}

function nameAgain(world: World, progress: Progress, role: CaseRole, at: Instant): Progress {
  const { [role]: _gone, ...appointed } = progress.state.appointed;
  const state: CaseState = { ...progress.state, appointed };
  const step = world.chain.steps.find((each) => names(each, role) && lastDone(state, each.id) !== undefined);
  const opened =
    step === undefined ? { ...progress, state } : openAgain(world, { ...progress, state }, step, at);
  const key = step === undefined ? null : (lastRound(opened.state, step.id)?.key ?? null);
  const tell: TellEffect = {
    kind: 'tell',
    key: `named/${role}/gone/${at}/${key}`,
    at,
    because: 'namedGone',
    step: key,
    to: { roles: LEADERS },
  };
  return { ...opened, effects: [...opened.effects, tell] };
}

/** A step that was done comes up once more, its time running from now. */
export function openAgain(world: World, progress: Progress, step: Step, at: Instant): Progress {
  const last = lastRound(progress.state, step.id);
  const isNeedless = step.until !== undefined && isTrue(step.until, world, progress.state);
  if (last === undefined || isOwed(last) || isNeedless) return progress;
  const from = step.clock !== undefined && 'event' in step.clock ? null : at;
  return openRound(world, progress, step, at, null, { last, from });
}

function names({ evidence }: Step, role: CaseRole): boolean {
  return evidence.some((field) => field.kind === 'appoint' && field.role === role);
}
