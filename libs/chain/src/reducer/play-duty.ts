import { tellIfTooFew } from './answerers.ts';
import { isTheirs } from './clock-of-duty.ts';
import type { Effect, Reason, TellEffect } from './event.ts';
import { forbiddenPersons, passedOn } from './keep-owners.ts';
import { nextBelow } from './owner.ts';
import { changed } from './progress.ts';
import type { Progress } from './progress.ts';
import { inOrder, nextTurn } from './rungs.ts';
import type { CaseState, ComingRung, Duty } from './state.ts';
import { besides, besidesOwner } from './subject-line.ts';
import { handOverOf, LEADERS, tellNewOwner, tellOwner, tellPerson, tellRoles } from './tell.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';
import { DAY } from '../clock/civil.ts';
import type { Role } from '../language/role.ts';
import type { Step } from '../language/step.ts';

/** A duty as it is being played at one instant, with what has to be done about it. */
interface Playing {
  readonly duty: Duty;
  readonly effects: readonly Effect[];
}

/** Everything one duty has to say at an instant: reminders, silence, lateness. */
export function playDuty(world: World, progress: Progress, step: Step, duty: Duty, at: Instant): Progress {
  let playing: Playing = { duty, effects: [] };
  // What becomes late was with whoever had it; of what goes up at this instant, whoever has it now is reminded.
  playing = isTheirs(step) ? theirTime(playing, at) : ourTime(step, playing, at);
  // That nobody answered is said before the duty goes up, after which nobody is asked any more.
  playing = unanswered(world, progress.state, playing, at);
  playing = climb(world, progress.state, step, playing, 'unacknowledgedAt', at);
  playing = remind(playing, at);
  playing = climb(world, progress.state, step, playing, 'lateAt', at);
  return playing.duty === duty ? progress : changed(progress, playing.duty, ...playing.effects);
}

function remind({ duty, effects }: Playing, at: Instant): Playing {
  const past = duty.state === 'open' ? duty.remindAt.filter((each) => each <= at) : [];
  if (past.length === 0) return { duty, effects };
  const tells = past.map((planned) => tellOwner(duty, 'reminder', `reminder/${planned}`, at));
  return { duty: { ...duty, remindAt: duty.remindAt.slice(past.length) }, effects: [...effects, ...tells] };
}

/**
 * A hand-over that nobody has answered in the time it may take is told, and again each day until somebody has: to somebody
 * else than those between whom it hangs.
 */
function unanswered(world: World, state: CaseState, { duty, effects }: Playing, at: Instant): Playing {
  const { asked } = duty;
  if (asked === null || asked.answerBy === null || asked.answerBy > at) return { duty, effects };
  const between = [asked.by, asked.to?.person, duty.owner?.person].filter((person) => person !== undefined);
  const roles = besides(world, state, duty.key, between, handOverOf(world.chain).tell);
  return {
    duty: { ...duty, asked: { ...asked, answerBy: at + DAY } },
    // The duty is as it was the day before: what makes each telling its own is when.
    effects: [...effects, tellRoles({ ...duty, version: at }, roles, 'agreementUnanswered', at)],
  };
}

function ourTime(step: Step, { duty, effects }: Playing, at: Instant): Playing {
  if (duty.state !== 'open' || duty.dueAt === null || duty.dueAt > at) return { duty, effects };
  if (step.optional) return { duty: { ...duty, dueAt: null, lateAt: [] }, effects };
  const owner = duty.owner?.person ?? null;
  const breach = { kind: 'breach', key: `${duty.key}/breach`, at, step: duty.key, owner } as const;
  return {
    duty: { ...duty, state: 'late', breachedAt: duty.breachedAt ?? at },
    effects: [...effects, breach],
  };
}

/** Nothing was heard in another party's time: whoever waits for it is told, and nobody of ours is late. */
function theirTime({ duty, effects }: Playing, at: Instant): Playing {
  if (duty.theirLateAt !== null || duty.dueAt === null || duty.dueAt > at) return { duty, effects };
  const owner = duty.absence === 'gone' ? null : duty.owner;
  return {
    duty: { ...duty, theirLateAt: at, remindAt: [] },
    effects: [...effects, tellOwner({ ...duty, owner }, 'nothingHeard', 'nothing-heard', at)],
  };
}

type Ladder = 'lateAt' | 'unacknowledgedAt';

/**
 * Climbs every rung that has been reached; one that repeats is put back for its next turn. What was missed before the
 * case was entered is said once, and to nobody twice at one instant.
 */
function climb(
  world: World,
  state: CaseState,
  step: Step,
  playing: Playing,
  ladder: Ladder,
  at: Instant,
): Playing {
  let climbed = playing;
  const told = new Set<Role>();
  while (isClimbable(climbed.duty, ladder, at)) {
    const [rung, ...rest] = climbed.duty[ladder];
    if (rung === undefined) break;
    climbed = climbRung(world, state, step, climbed, ladder, rung, rest, told, at);
  }
  return climbed;
}

function isClimbable(duty: Duty, ladder: Ladder, at: Instant): boolean {
  const isMeant = ladder === 'lateAt' ? duty.state === 'late' : duty.acknowledgedAt === null;
  return isMeant && (duty[ladder][0]?.at ?? Infinity) <= at;
}

function climbRung(
  world: World,
  state: CaseState,
  step: Step,
  { duty, effects }: Playing,
  ladder: Ladder,
  reached: ComingRung,
  rest: readonly ComingRung[],
  told: Set<Role>,
  at: Instant,
): Playing {
  const said = (ladder === 'lateAt' ? step.late : step.unacknowledged)[reached.rung];
  const next = { ...duty, [ladder]: rest };
  if (said === undefined) return { duty: next, effects };
  if ('handUp' in said) return handUp(world, state, step, { duty: next, effects }, at);
  const again =
    said.every === undefined ? rest : inOrder([...rest, nextTurn(world.calendar, reached, said.every, at)]);
  const roles = besidesOwner(world, state, duty, said.tell).filter((role) => !told.has(role));
  roles.forEach((role) => told.add(role));
  return {
    duty: { ...duty, [ladder]: again },
    effects: roles.length === 0 ? effects : [...effects, tellRung(duty, ladder, said, reached, roles, at)],
  };
}

function tellRung(
  duty: Duty,
  ladder: Ladder,
  said: { readonly after?: unknown },
  { rung, turn }: ComingRung,
  roles: readonly Role[],
  at: Instant,
): TellEffect {
  const name = ladder === 'lateAt' ? 'late' : 'unacknowledged';
  return {
    kind: 'tell',
    key: `${duty.key}/${name}/${rung}${turn === 0 ? '' : `.${turn}`}`,
    at,
    because: becauseOf(ladder, said, turn),
    step: duty.key,
    to: { roles },
  };
}

function becauseOf(ladder: Ladder, said: { readonly after?: unknown }, turn: number): Reason {
  if (ladder === 'unacknowledgedAt') return 'unacknowledged';
  return said.after === undefined && turn === 0 ? 'breach' : 'stillLate';
}

/** The duty goes to the next person on its ladder; whoever had it is told. A personal one stays, and the leaders hear. */
function handUp(
  world: World,
  state: CaseState,
  step: Step,
  { duty, effects }: Playing,
  at: Instant,
): Playing {
  if (duty.owner === null) return { duty, effects };
  const owner = step.personal
    ? null
    : nextBelow(duty.owner, step.owner, world, state, forbiddenPersons(world, state, step));
  const next = { ...duty, version: duty.version + 1 };
  if (owner === null) {
    const roles = besidesOwner(world, state, duty, LEADERS);
    // A rung told of what nobody has in hand has a key of the same form, with its own number.
    const key = `${duty.key}/nobody-below/${next.version}`;
    return { duty: next, effects: [...effects, { ...tellRoles(next, roles, 'unacknowledged', at), key }] };
  }
  const handed = { ...passedOn(next, owner), inPlaceOf: null };
  return {
    duty: handed,
    effects: [
      ...effects,
      tellNewOwner(handed, at, 'handedUp'),
      tellPerson(handed, duty.owner.person, 'handedUp', at),
      ...tellIfTooFew(world, state, { step, duty: handed }, at),
    ],
  };
}
