import { tellIfTooFew } from './answerers.ts';
import { withDoubles } from './doubles.ts';
import { doersOf, owedDuties } from './duties.ts';
import { absenceOf, isKeptFrom } from './may-do.ts';
import { isGone, isStillAble, peopleFor, resolveOwner } from './owner.ts';
import { changed } from './progress.ts';
import type { Progress } from './progress.ts';
import type { Absence, CaseState, Duty, Owner } from './state.ts';
import { personsInLine } from './subject-line.ts';
import { LEADERS, tellNewOwner, tellPerson } from './tell.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';
import type { Step } from '../language/step.ts';

/** Who may not own a step though they stand on its ladder: whoever did what it looks at, and the subject's line. */
export function forbiddenPersons(world: World, state: CaseState, step: Step): string[] {
  return [...withDoubles(world, doersOf(state, step)), ...personsInLine(world, step)];
}

/** Gives every duty still owed whose owner can no longer act, or that has none, to the next who can. */
export function keepOwners(world: World, progress: Progress, at: Instant): Progress {
  return owedDuties(world, progress.state).reduce(
    (soFar, [step, duty]) =>
      step.personal && duty.owner !== null
        ? keepPersonal(world, soFar, step, duty, at)
        : keepOwner(world, soFar, step, duty, at),
    progress,
  );
}

/**
 * With somebody else, who has it in hand when they say so, and agrees about it no longer. That its owner wanted to hand it
 * over is over with that.
 */
export function passedOn(duty: Duty, owner: Owner | null): Duty {
  const asked = duty.asked?.for === 'handOver' ? null : duty.asked;
  const without = asked?.agreedBy.filter((person) => person !== owner?.person) ?? [];
  return {
    ...duty,
    owner,
    acknowledgedAt: null,
    asked: asked === null ? null : { ...asked, agreedBy: without },
  };
}

function keepOwner(world: World, progress: Progress, step: Step, duty: Duty, at: Instant): Progress {
  const { state } = progress;
  const forbidden = forbiddenPersons(world, state, step);
  const isAble = (owner: Owner): boolean => isStillAble(owner, world, state, forbidden);
  const back = duty.inPlaceOf !== null && isAble(duty.inPlaceOf) ? duty.inPlaceOf : null;
  if (duty.owner !== null && isAble(duty.owner)) {
    return back !== null && duty.asked === null ? giveBack(progress, step, duty, back, at) : progress;
  }
  const owner = back ?? resolveOwner(step.owner, peopleFor(step, world, state), state, forbidden);
  if (owner === null && duty.owner === null) return progress;
  const isAwaited = duty.owner !== null && !isGone(duty.owner, world, state, forbidden);
  const awaited = isAwaited ? (duty.inPlaceOf ?? duty.owner) : duty.inPlaceOf;
  // Whoever was waited for may be the next on the ladder, and then nobody stands in any more.
  const inPlaceOf = awaited?.person === owner?.person ? null : awaited;
  const next = { ...passedOn(duty, owner), inPlaceOf, version: duty.version + 1 };
  const tooFew = tellIfTooFew(world, state, { step, duty: next }, at);
  return changed(progress, next, tellNewOwner(next, at), ...tooFew);
}

/** Whoever was away is back before anybody else had it in hand: it is theirs again, and both hear of it. */
function giveBack(progress: Progress, step: Step, duty: Duty, owner: Owner, at: Instant): Progress {
  const next = { ...duty, owner, inPlaceOf: null, acknowledgedAt: null, version: duty.version + 1 };
  const given = changed(progress, next, tellNewOwner(next, at));
  if (duty.owner === null || step.optional) return given;
  return changed(given, next, tellPerson(next, duty.owner.person, 'cameBack', at));
}

/**
 * A personal duty stays where the law puts it. That it is waived is asked no more once its owner is not gone: there again, or
 * merely away.
 */
export function keepPersonal(
  world: World,
  progress: Progress,
  step: Step,
  duty: Duty,
  at: Instant,
): Progress {
  if (duty.owner === null) return progress;
  const { asked } = duty;
  const absence = absenceOf(world, progress.state, step, duty.owner.person);
  if (absence === 'gone' || asked?.for !== 'waiver') return alertAbsence(progress, duty, absence, at);
  const next = { ...duty, asked: null, version: duty.version + 1 };
  const tells = isKeptFrom(world, progress.state, step, asked.by)
    ? []
    : [tellPerson(next, asked.by, 'declined', at)];
  return alertAbsence(changed(progress, next, ...tells), next, absence, at);
}

/**
 * The leaders hear at once when an owner can do it no more, and once more when they are not only away but gone, for then
 * others may ask that it is waived.
 */
function alertAbsence(progress: Progress, duty: Duty, absence: Absence | null, at: Instant): Progress {
  if (absence === duty.absence) return progress;
  if (absence === null || duty.absence === 'gone') return changed(progress, { ...duty, absence });
  const version = duty.version + 1;
  return changed(
    progress,
    { ...duty, absence, version },
    {
      kind: 'tell',
      key: `${duty.key}/personal-away/${version}`,
      at,
      because: 'personalAway',
      step: duty.key,
      to: { roles: LEADERS },
    },
  );
}
