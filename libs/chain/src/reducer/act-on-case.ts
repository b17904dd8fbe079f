import { callAgain } from './call-again.ts';
import { MAY_BE_THEM } from './act-answered.ts';
import { mayBe, withDoubles } from './doubles.ts';
import { endAll } from './ending.ts';
import type { AsRead, CaseEvent, TellEffect } from './event.ts';
import { learn } from './finish.ts';
import { answerMistake, dateMistake } from './form-mistake.ts';
import { isNotBack, mayNotBeOfTwo, mayNotTakePart } from './may-take-part.ts';
import { withHold } from './move-holds.ts';
import { holdsOneOf, isExcluded, resolveOwner } from './owner.ts';
import type { Progress } from './progress.ts';
import { refuse } from './refuse.ts';
import type { Refused } from './refuse.ts';
import { askedSince, changedSince, dangerSince } from './seen.ts';
import type { CaseState } from './state.ts';
import { personsInLine } from './subject-line.ts';
import { LEADERS } from './tell.ts';
import { recordedAs } from './times.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';
import type { Hold } from '../language/hold.ts';
import { own } from '../language/own.ts';
import type { Role } from '../language/role.ts';

type Of<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;

/** Somebody stands down: from now on the case is not theirs, and what they owed goes to the next. */
export function actRecused(world: World, progress: Progress, { by }: Of<'recused'>): Progress | Refused {
  const { state } = progress;
  const wrong = mayNotTakePart(world, state, by);
  return wrong ?? alter(progress, { recused: [...state.recused, by] });
}

/** Answers that have become known, or were wrong. */
export function actLearned(
  world: World,
  progress: Progress,
  { by, facts }: Of<'learned'>,
  now: Instant,
): Progress | Refused {
  const wrong = mayNotTakePart(world, progress.state, by) ?? answerMistake(world, facts);
  return wrong ?? callAgain(world, learn(world, progress, { facts }, now), progress.state, now);
}

/** Something that the chain calls an event has happened, or its date is known, or has moved. */
export function actEventRecorded(
  world: World,
  progress: Progress,
  { by, event, date }: Of<'eventRecorded'>,
  now: Instant,
): Progress | Refused {
  const wrong = mayNotTakePart(world, progress.state, by);
  if (wrong !== null) return wrong;
  const known = own(world.chain.events, event);
  if (known === undefined) return refuse('unknownName', `This procedure knows no event “${event}”.`);
  if (known.dated) {
    if (date === undefined) return refuse('missingEvidence', `Say the date: “${known.title}”.`);
    return dateMistake(world, date, now) ?? learn(world, progress, { dates: { [event]: date } }, now);
  }
  // The same once more is not another.
  if (own(progress.state.events, event)?.recordedAt === now) return progress;
  const events = { ...progress.state.events, [event]: recordedAs(progress.state, event, now) };
  return alter(progress, { events });
}

/** Asks that a hold ends before its time. */
export function actReleaseAsked(
  world: World,
  progress: Progress,
  { by, hold: id }: Of<'releaseAsked'>,
  now: Instant,
): Progress | Refused {
  const found = heldNow(world, progress.state, by, id);
  if ('refusal' in found) return found;
  const { hold, placed } = found;
  if (!holdsOneOf(world, progress.state, by, hold.release.by)) {
    return refuse('notYours', `Asking for the end of “${hold.title}” is for someone in another role.`);
  }
  const { releaseAskedBy: before } = placed;
  if (before === by || isAnswerable(world, progress.state, before, hold.release.grantedBy)) {
    return refuse('notAllowed', `The end of “${hold.title}” has been asked for already.`);
  }
  const asked = withHold(progress, id, { ...placed, releaseAskedBy: by, releaseAskedAt: now });
  const key = `hold/${id}/release/${now}${before === null ? '' : `/instead-of/${before}`}`;
  return tellCase(asked, key, 'agreementAsked', hold.release.grantedBy, now, withDoubles(world, [by]));
}

/** Ends a hold before its time. Nobody grants what they asked. */
export function actReleaseGranted(
  world: World,
  progress: Progress,
  event: Of<'releaseGranted'>,
  now: Instant,
): Progress | Refused {
  const { by, hold: id } = event;
  const found = heldNow(world, progress.state, by, id);
  if ('refusal' in found) return found;
  const { hold, placed } = found;
  const wrong =
    mayNotAnswer(world, progress.state, placed.releaseAskedBy, by) ??
    askedSince(placed.releaseAskedAt, event);
  if (wrong !== null) return wrong;
  return holdsOneOf(world, progress.state, by, hold.release.grantedBy)
    ? (changedSince(world, progress.state, event) ?? withHold(progress, id, { ...placed, endedAt: now }))
    : refuse('notYours', `The end of “${hold.title}” is for someone in another role to grant.`);
}

/** It stays: somebody who might grant it does not, of which whoever asked hears; or they take it back themselves. */
export function actReleaseDeclined(
  world: World,
  progress: Progress,
  event: Of<'releaseDeclined'>,
  now: Instant,
): Progress | Refused {
  const { by, hold: id } = event;
  const found = heldNow(world, progress.state, by, id);
  if ('refusal' in found) return found;
  const { hold, placed } = found;
  const { releaseAskedBy: asker, releaseAskedAt: askedAt, ...before } = placed;
  if (asker === null) return NOTHING_ASKED;
  const another = askedSince(askedAt, event);
  if (another !== null) return another;
  const next = withHold(progress, id, { ...before, releaseAskedBy: null });
  if (asker === by) return next;
  const notBack = isNotBack(world, by, 'answer this');
  if (notBack !== null) return notBack;
  return holdsOneOf(world, progress.state, by, hold.release.grantedBy)
    ? tellAsker(next, asker, `hold/${id}/declined/${now}`, 'releaseDeclined', now)
    : refuse('notYours', `The end of “${hold.title}” is for someone in another role to grant.`);
}

interface HeldNow {
  readonly hold: Hold & { readonly release: NonNullable<Hold['release']> };
  readonly placed: CaseState['holds'][string];
}

function heldNow(world: World, state: CaseState, by: string, id: string): HeldNow | Refused {
  const hold = own(world.chain.holds, id);
  const wrong = mayNotBeOfTwo(world, state, by, hold?.release?.grantedBy);
  if (wrong !== null) return wrong;
  const placed = own(state.holds, id);
  if (hold === undefined) return refuse('unknownName', 'This procedure knows no such hold.');
  if (placed === undefined || placed.endedAt !== null) {
    return refuse('notOpen', `“${hold.title}” is not in force.`);
  }
  const { release } = hold;
  return release === undefined
    ? refuse('notAllowed', `“${hold.title}” cannot end before its time.`)
    : { hold: { ...hold, release }, placed };
}

/**
 * Asks that the whole report is ended, because nothing in it applies. Once asked, it is not asked again, unless a danger has
 * come up since.
 */
export function actMistakeAsked(
  world: World,
  progress: Progress,
  event: Of<'mistakeAsked'>,
  now: Instant,
): Progress | Refused {
  const { by } = event;
  const wrong = mayNotBeOfTwo(world, progress.state, by);
  if (wrong !== null) return wrong;
  const { mistake } = world.chain;
  if (mistake === undefined) return refuse('notAllowed', 'A case of this kind cannot be ended as a mistake.');
  const { mistakeAskedBy: before } = progress.state;
  const isSaid = before === by || isAnswerable(world, progress.state, before, mistake.agreedBy);
  if (isSaid && dangerSince(world, progress.state) === null) {
    return refuse('notAllowed', 'Somebody has said already that this is a mistake, and waits for agreement.');
  }
  const changed = changedSince(world, progress.state, event);
  if (changed !== null) return changed;
  return tellCase(
    saidMistaken(progress, { by, at: now, owed: event.owed }),
    before === null ? `mistake/asked/${now}` : `mistake/asked/${now}/instead-of/${before}`,
    'mistakeAsked',
    mistake.agreedBy,
    now,
    withDoubles(world, [by]),
  );
}

/**
 * Whether what was asked still stands, and somebody else than whoever asked can agree to it. If not, another may ask
 * instead, or it would wait for ever.
 */
const isAnswerable = (
  world: World,
  state: CaseState,
  asker: string | null,
  roles: readonly Role[],
): boolean =>
  asker !== null &&
  !isKeptOut(world, state, asker) &&
  resolveOwner(roles, world, state, [...withDoubles(world, [asker]), ...personsInLine(world)]) !== null;

/** Whether what somebody asked counts no more: they are kept from the case since, or answer to whom it is about. */
const isKeptOut = (world: World, state: CaseState, person: string): boolean =>
  isExcluded(world, state, person) || personsInLine(world).includes(person);

const NOTHING_ASKED = refuse('nothingAsked', 'Nobody has asked for this.');

/** It takes two who may have to do with the case, also when it is agreed to. */
function mayNotAnswer(world: World, state: CaseState, asker: string | null, by: string): Refused | null {
  if (asker === null) return NOTHING_ASKED;
  if (isKeptOut(world, state, asker)) {
    return refuse(
      'notAllowed',
      'Whoever asked for this may have nothing to do with it any more. Somebody else must ask anew.',
    );
  }
  if (asker === by) return refuse('ownAct', 'Somebody else must answer: you asked for this yourself.');
  return mayBe(world, by, asker) ? MAY_BE_THEM : isNotBack(world, by, 'agree to this');
}

/** Ends the case as a mistake. It takes two, and the leaders hear of it. */
export function actMistakeAgreed(
  world: World,
  progress: Progress,
  event: Of<'mistakeAgreed'>,
  now: Instant,
): Progress | Refused {
  const { by } = event;
  const { state } = progress;
  const wrong =
    mayNotBeOfTwo(world, state, by, world.chain.mistake?.agreedBy) ??
    dangerSince(world, state) ??
    mayNotAnswer(world, state, state.mistakeAskedBy, by) ??
    isForOthers(world, state, by) ??
    askedSince(state.mistakeAskedAt, event) ??
    changedSince(world, state, event);
  if (wrong !== null) return wrong;
  const told = tellCase(progress, 'mistake/ended', 'endedAsMistake', LEADERS, now);
  return endAll(world, told, 'notApplicable', 'mistake', now);
}

/** The case goes on: somebody who might agree does not, of which whoever asked hears; or they take it back themselves. */
export function actMistakeDeclined(
  world: World,
  progress: Progress,
  event: Of<'mistakeDeclined'>,
  now: Instant,
): Progress | Refused {
  const { by } = event;
  const { mistakeAskedBy: asker, mistakeAskedAt: askedAt } = progress.state;
  const wrong = mayNotTakePart(world, progress.state, by, world.chain.mistake?.agreedBy);
  if (wrong !== null) return wrong;
  if (asker === null) return NOTHING_ASKED;
  const another = askedSince(askedAt, event);
  if (another !== null) return another;
  const next = saidMistaken(progress, null);
  if (asker === by) return next;
  return (
    isNotBack(world, by, 'answer this') ??
    isForOthers(world, progress.state, by) ??
    tellAsker(next, asker, `mistake/declined/${now}`, 'declined', now)
  );
}

const isForOthers = (world: World, state: CaseState, by: string): Refused | null =>
  holdsOneOf(world, state, by, world.chain.mistake?.agreedBy ?? [])
    ? null
    : refuse('notYours', 'This is for someone in another role to agree to.');

/** The case that a step of this one opened has ended. */
export function actChildEnded(
  progress: Progress,
  { duty }: Of<'childEnded'>,
  now: Instant,
): Progress | Refused {
  const { children } = progress.state;
  const child = own(children, duty);
  if (child === undefined) return refuse('unknownName', 'No case was opened there.');
  if (child.endedAt !== null) return progress;
  return alter(progress, { children: { ...children, [duty]: { ...child, endedAt: now } } });
}

interface Said {
  readonly by: string;
  readonly at: Instant;
  readonly owed: AsRead['owed'];
}

/** Who says that it was a mistake, if anybody, when, and over what that was still to be done. */
function saidMistaken({ state, effects }: Progress, said: Said | null): Progress {
  const { mistakeAskedOver: _over, mistakeAskedAt: _at, ...rest } = state;
  if (said === null) return { state: { ...rest, mistakeAskedBy: null }, effects };
  const over = said.owed === undefined ? {} : { mistakeAskedOver: Object.keys(said.owed).sort() };
  return { state: { ...rest, mistakeAskedBy: said.by, mistakeAskedAt: said.at, ...over }, effects };
}

function alter(progress: Progress, change: Partial<CaseState>): Progress {
  return { ...progress, state: { ...progress.state, ...change } };
}

function tellAsker(
  { state, effects }: Progress,
  person: string,
  key: string,
  because: TellEffect['because'],
  at: Instant,
): Progress {
  const tell: TellEffect = { kind: 'tell', key, at, because, step: null, to: { person } };
  return { state, effects: [...effects, tell] };
}

function tellCase(
  progress: Progress,
  key: string,
  because: TellEffect['because'],
  roles: readonly Role[],
  at: Instant,
  except: readonly string[] = [],
): Progress {
  const to = except.length === 0 ? { roles } : { roles, except };
  const tell: TellEffect = { kind: 'tell', key, at, because, step: null, to };
  return { ...progress, effects: [...progress.effects, tell] };
}
