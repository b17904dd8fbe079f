import { takenBy } from './act-on-duty.ts';
import { canTake, mayNotStop, neverWaived } from './act-asked.ts';
import { rolesAsked, tellIfTooFew } from './answerers.ts';
import { blocked } from './blocked.ts';
import type { CaseEvent } from './event.ts';
import { mayBe } from './doubles.ts';
import { findOwed, onlyTheirs } from './find-duty.ts';
import type { Found } from './find-duty.ts';
import { doneDuty, finish } from './finish.ts';
import { stillAgreed } from './keep-agreements.ts';
import { isKeptFrom } from './may-do.ts';
import { isNotBack } from './may-take-part.ts';
import { holdsOneOf } from './owner.ts';
import { changed } from './progress.ts';
import type { Progress } from './progress.ts';
import { refuse } from './refuse.ts';
import type { Refused } from './refuse.ts';
import { reschedule } from './reschedule.ts';
import type { Asked, Duty } from './state.ts';
import { personsInLine } from './subject-line.ts';
import { ended } from './supersede.ts';
import { tellIfAny, tellPerson } from './tell.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';
import { dueAt } from '../clock/due-at.ts';
import { isWaivable } from '../language/waivable.ts';

type Answer = Extract<CaseEvent, { type: 'agreed' | 'declined' }>;

/** Answers what was asked for on a duty. Nobody answers what they asked themselves, or what is asked of their own duty. */
export function actAnswered(
  world: World,
  progress: Progress,
  event: Answer,
  now: Instant,
): Progress | Refused {
  const found = findOwed(world, progress.state, event);
  if ('refusal' in found) return found;
  const { step, duty } = found;
  const { asked } = duty;
  if (asked === null || asked.for !== event.to) {
    return refuse('nothingAsked', `Nothing like that has been asked for on “${step.title}”.`);
  }
  // What was asked by mistake, or of nobody who can answer, is taken back by whoever asked.
  if (event.type === 'declined' && asked.by === event.by) return changed(progress, withdrawn(duty));
  const wrong = mayNotAnswer(world, progress, found, asked, event.by);
  if (wrong !== null) return wrong;
  return event.type === 'declined'
    ? declined(progress, duty, asked, now)
    : (askedInVain(world, progress, found, asked) ??
        AGREED[asked.for](world, progress, found, asked, event.by, now));
}

/** It takes two who may have to do with it, also when it is agreed to. */
function askedInVain(world: World, { state }: Progress, { step }: Found, { by }: Asked): Refused | null {
  return isKeptFrom(world, state, step, by)
    ? refuse(
        'notAllowed',
        `Whoever asked this about “${step.title}” may have nothing to do with it any more. Somebody else must ask anew.`,
      )
    : null;
}

function mayNotAnswer(
  world: World,
  { state }: Progress,
  found: Found,
  asked: Asked,
  person: string,
): Refused | null {
  if (asked.by === person) return refuse('ownAct', 'Somebody else must answer: you asked for this yourself.');
  const notBack = isNotBack(world, person, 'answer this');
  if (notBack !== null) return notBack;
  if (asked.to !== null) {
    return asked.to.person === person ? null : refuse('notYours', 'Somebody else was asked to take this.');
  }
  if (found.duty.owner?.person === person) {
    return refuse('ownAct', `Somebody else must answer: “${found.step.title}” is yours to do.`);
  }
  const parties = [
    asked.by,
    ...(found.duty.owner === null ? [] : [found.duty.owner.person]),
    ...asked.agreedBy,
  ];
  if (parties.some((each) => mayBe(world, person, each))) return MAY_BE_THEM;
  const isInLine = personsInLine(world, found.step).includes(person);
  return !isInLine && holdsOneOf(world, state, person, rolesAsked(world.chain, found.step, asked.for))
    ? null
    : refuse('notYours', 'This is for someone in another role to answer.');
}

/** Nobody is the second person of their own act by another account. */
export const MAY_BE_THEM = refuse(
  'ownAct',
  'Somebody else must answer: by a name or an address, you may be the person who asked, agreed or owes this.',
);

const withdrawn = (duty: Duty): Duty => ({ ...duty, asked: null, version: duty.version + 1 });

function declined(progress: Progress, duty: Duty, asked: Asked, now: Instant): Progress {
  const next = withdrawn(duty);
  return changed(progress, next, tellPerson(next, asked.by, 'declined', now));
}

type Agreed = (
  world: World,
  progress: Progress,
  found: Found,
  asked: Asked,
  by: string,
  now: Instant,
) => Progress | Refused;

/** What follows from agreeing, for everything that can be asked. */
const AGREED: Readonly<Record<Asked['for'], Agreed>> = {
  done: agreedToDoing,
  waiver: agreedToWaiver,
  handOver: agreedToHandOver,
  pause: agreedToPause,
};

function agreedToDoing(
  world: World,
  progress: Progress,
  { step, duty }: Found,
  asked: Asked,
  by: string,
  now: Instant,
): Progress | Refused {
  if (asked.agreedBy.includes(by)) return refuse('ownAct', 'You have agreed to this already.');
  const agreedBy = [...stillAgreed(world, progress.state, step, asked), by];
  if (agreedBy.length < (step.approval?.count ?? 1)) {
    const next = { ...duty, asked: { ...asked, agreedBy }, version: duty.version + 1 };
    // Those who are needed beside them were told of when it was asked, unless somebody has gone since.
    const isAsExpected = agreedBy.length > asked.agreedBy.length;
    const tooFew = isAsExpected ? [] : tellIfTooFew(world, progress.state, { step, duty: next }, now);
    return changed(progress, next, ...tooFew);
  }
  const wrong = blocked(world, progress.state, step, asked.outcome);
  if (wrong !== null) return wrong;
  const act = {
    by: asked.by,
    ...(asked.outcome === null ? {} : { outcome: asked.outcome }),
    happenedAt: asked.happenedAt ?? asked.at,
  };
  const done = { ...doneDuty(duty, act, now), agreedBy };
  const finished = finish(world, progress, step, done, asked.learned, now);
  return changed(finished, done, tellPerson(done, asked.by, 'agreed', now));
}

function agreedToWaiver(
  world: World,
  progress: Progress,
  found: Found,
  asked: Asked,
  by: string,
  now: Instant,
): Progress | Refused {
  // Whoever the law asks may have come back meanwhile.
  const theirs = onlyTheirs(world, progress.state, found, true, by);
  if (theirs !== null) return theirs;
  const { step, duty } = found;
  // It may have been asked under a version that let it be.
  if (!isWaivable(world.chain, step)) return refuse('notAllowed', neverWaived(step));
  const waived = { ...ended(duty, 'waived', now), reason: asked.reason, agreedBy: [by], doneBy: null };
  return changed(progress, waived, tellPerson(waived, asked.by, 'waived', now));
}

function agreedToHandOver(
  world: World,
  progress: Progress,
  { step, duty }: Found,
  asked: Asked,
  _by: string,
  now: Instant,
): Progress | Refused {
  if (asked.to === null || !canTake(world, progress.state, step, asked.to)) {
    return refuse(
      'notYours',
      `“${step.title}” cannot be handed to you any more in the role you were asked in.`,
    );
  }
  const next = takenBy(duty, asked.to, now);
  const former = duty.owner?.person === asked.by ? undefined : duty.owner?.person;
  return changed(
    progress,
    next,
    tellPerson(next, asked.by, 'agreed', now),
    ...tellIfAny(next, former, 'takenOver', now),
  );
}

/** A pause that may last only so long ends by itself. */
function agreedToPause(
  world: World,
  progress: Progress,
  found: Found,
  asked: Asked,
  _by: string,
  now: Instant,
): Progress | Refused {
  const wrong = mayNotStop(found, now);
  if (wrong !== null) return wrong;
  const { step, duty } = found;
  const atMost = step.clock?.mayPause?.atMost;
  const to = atMost === undefined ? null : dueAt(world.calendar, now, atMost);
  const next: Duty = {
    ...duty,
    asked: null,
    reason: asked.reason,
    pauses: [...duty.pauses, { from: now, to }],
    version: duty.version + 1,
  };
  const told = changed(progress, next, tellPerson(next, asked.by, 'agreed', now));
  return reschedule(world, told, 'pause', now);
}
