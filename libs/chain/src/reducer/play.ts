import { owedDuties } from './duties.ts';
import type { BreachEffect, TellEffect } from './event.ts';
import { keepOwners } from './keep-owners.ts';
import { nextWake } from './next-wake.ts';
import { changed } from './progress.ts';
import type { Progress } from './progress.ts';
import type { Duty } from './state.ts';
import { tellOwner } from './tell.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';
import type { Step } from '../language/chain.ts';

/** Plays everything that falls due up to an instant, each at its own, so that one call or many come to the same. */
export function playUntil(world: World, progress: Progress, until: Instant): Progress {
  let played = progress;
  for (let wake = nextWake(played.state); wake !== null && wake <= until; wake = nextWake(played.state)) {
    played = playAt(world, played, Math.max(wake, played.state.playedTo));
  }
  return played;
}

/** Owners come first: nobody is told of a case from which they have been excluded since. */
function playAt(world: World, progress: Progress, at: Instant): Progress {
  const owned = keepOwners(world, progress, at);
  const played = owedDuties(world, owned.state).reduce(
    (soFar, [step, duty]) => playDuty(soFar, step, duty, at),
    owned,
  );
  return { ...played, state: { ...played.state, playedTo: at } };
}

function playDuty(progress: Progress, step: Step, duty: Duty, at: Instant): Progress {
  const reminded = remind(progress, step, duty, at);
  return late(reminded.progress, step, reminded.duty, at);
}

function remind(progress: Progress, step: Step, duty: Duty, at: Instant): { progress: Progress; duty: Duty } {
  const isPast = duty.state === 'open' ? duty.remindAt.filter((each) => each <= at) : [];
  if (isPast.length === 0) return { progress, duty };
  const first = step.remind.length - duty.remindAt.length;
  const tells = isPast.map((_, index) => tellOwner(duty, 'reminder', `reminder/${first + index}`, at));
  const next = { ...duty, remindAt: duty.remindAt.slice(isPast.length) };
  return { progress: changed(progress, next, ...tells), duty: next };
}

function late(progress: Progress, step: Step, duty: Duty, at: Instant): Progress {
  if (duty.dueAt === null || duty.dueAt > at) return progress;
  const isNew = duty.state === 'open';
  const rungs = duty.lateAt.filter((each) => each.at <= at);
  if (!isNew && rungs.length === 0) return progress;
  const next: Duty = {
    ...duty,
    state: 'late',
    breachedAt: duty.breachedAt ?? at,
    lateAt: duty.lateAt.slice(rungs.length),
  };
  const breach = isNew ? [breachOf(duty, at)] : [];
  return changed(progress, next, ...breach, ...rungs.flatMap(({ rung }) => tellRung(step, rung, at)));
}

function breachOf(duty: Duty, at: Instant): BreachEffect {
  return {
    kind: 'breach',
    key: `${duty.step}/breach`,
    at,
    step: duty.step,
    owner: duty.owner?.person ?? null,
  };
}

function tellRung(step: Step, rung: number, at: Instant): TellEffect[] {
  const said = step.late[rung];
  if (said === undefined) return [];
  const because = said.after === undefined ? 'breach' : 'stillLate';
  return [
    { kind: 'tell', key: `${step.id}/late/${rung}`, at, because, step: step.id, to: { roles: said.tell } },
  ];
}
