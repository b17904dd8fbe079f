import type { Play, Taken } from './play.ts';
import { whoHears } from './who.ts';
import { briefly, hearsAt, named, sayTime } from './words.ts';
import { namesOf } from '../inherit/say-names.ts';
import { capitalised, sayParty } from '../inherit/say-words.ts';
import type { Chain } from '../language/chain.ts';
import type { Party } from '../language/role.ts';
import type { Step } from '../language/step.ts';
import { isOwed } from '../reducer/duties.ts';
import type { Reason } from '../reducer/event.ts';
import type { CaseState, Duty } from '../reducer/state.ts';

/** What whoever answers for children wants to know first, as one sentence. */
export function headline(chain: Chain, played: Play): string {
  const { state } = played;
  if (state === null) return 'The case cannot be opened so.';
  const worst = latest(played, state);
  const parts = [
    ...calls(chain, played, state, worst[0]),
    ...endedAtOnce(chain, state),
    ...stranded(chain, state),
    ...unheard(chain, state),
    ...lateness(chain, played, state, worst),
    ending(played, state),
  ];
  return `${capitalised(parts.join('; '))}.`;
}

const MOST_CALLS = 3;

/** The calls that matter: those on the two protected ways, and every referral to somebody outside. */
function calls(chain: Chain, played: Play, state: CaseState, worst: Duty | undefined): string[] {
  const made = Object.values(state.duties).flatMap((duty) => {
    const step = chain.steps.find(({ id }) => id === duty.step);
    const isCall = step !== undefined && duty.round === 1 && !step.optional && whomItCalls(step) !== null;
    // What is late by most is told of as such.
    return isCall && !(duty === worst && speaksForItself(step)) ? [saidCall(played, step, duty)] : [];
  });
  const [first] = Object.values(state.duties).filter((duty) => !isOverAtOnce(state, duty));
  if (made.length > 0 || first === undefined || first === worst) return made.slice(0, MOST_CALLS);
  return [saidDone(played, namesOf(chain).step(first.step), first)];
}

/** Whom a step calls, in words; null where it is no call. A step on a protected way that names nobody speaks for itself. */
function whomItCalls({ evidence, path, title, personal }: Step): string | null {
  const call = evidence.find((field) => field.kind === 'contact' && field.as === 'referral');
  if (call?.kind === 'contact') return sayCalled(call.with);
  return path !== undefined || personal ? `“${title}”` : null;
}

/** 'the Designated Officer': of which authority is known to whoever reads this. */
const sayCalled = (party: Party): string => sayParty(party).replace(/ of the local authority$/, '');

const speaksForItself = (step: Step): boolean => whomItCalls(step)?.startsWith('“') === true;

function saidCall(played: Play, step: Step, duty: Duty): string {
  const whom = whomItCalls(step) ?? '';
  if (whom.startsWith('“')) return saidDone(played, whom, duty);
  const verb = whom === 'the police' ? 'are' : 'is';
  if (duty.doneAt !== null) {
    return `${whom} ${verb} told at ${when(played, duty.happenedAt ?? duty.doneAt)}`;
  }
  const until = isOwed(duty) ? ` before ${when(played, played.endedAt)}` : '';
  return `${whom} ${verb} not told${until}`;
}

function saidDone(played: Play, title: string, duty: Duty): string {
  if (duty.doneAt !== null) return `${title} is done at ${when(played, duty.happenedAt ?? duty.doneAt)}`;
  return isOwed(duty) ? `${title} is not done by ${when(played, played.endedAt)}` : `${title} is not done`;
}

/** What was no longer needed before anybody could do anything. Later it is as it should be: what was asked for had come. */
function endedAtOnce(chain: Chain, state: CaseState): string[] {
  const over = Object.values(state.duties).filter((duty) => isOverAtOnce(state, duty));
  const [first] = over;
  if (first === undefined) return [];
  const more = over.length > 1 ? ` (${over.length - 1} more too)` : '';
  return [`${namesOf(chain).step(first.step)} is no longer needed as soon as the case opens${more}`];
}

const isOverAtOnce = ({ openedAt }: CaseState, { state, endedAt }: Duty): boolean =>
  state === 'superseded' && endedAt === openedAt;

function stranded(chain: Chain, state: CaseState): string[] {
  const nobodys = Object.values(state.duties).filter((duty) => duty.owner === null && isOwed(duty));
  const [first] = nobodys;
  if (first === undefined) return [];
  const more = nobodys.length > 1 ? ` and ${nobodys.length - 1} more` : '';
  return [`nobody can take ${namesOf(chain).step(first.step)}${more}`];
}

/** Another party whose time is over, and of whom nothing was heard. */
function unheard(chain: Chain, state: CaseState): string[] {
  return Object.values(state.duties).flatMap((duty) => {
    const party = chain.steps.find(({ id }) => id === duty.step)?.clock?.whose;
    return party !== undefined && duty.theirLateAt !== null && isOwed(duty)
      ? [`nothing is heard from ${sayCalled(party)} about ${namesOf(chain).step(duty.step)}`]
      : [];
  });
}

/** The duties that are late, the one that is late by most first. */
function latest(played: Play, state: CaseState): Duty[] {
  return Object.values(state.duties)
    .filter((duty) => duty.breachedAt !== null && duty.state !== 'recordedLate')
    .sort((a, b) => overdue(played, b) - overdue(played, a));
}

/** The duty that is late by most, who hears of it first and when; and how many others are late. */
function lateness(chain: Chain, played: Play, state: CaseState, late: readonly Duty[]): string[] {
  const [worst] = late;
  if (worst === undefined) return recordedLate(chain, state);
  const title = namesOf(chain).step(worst.step);
  const still = worst.state === 'late' ? ' and still not done' : '';
  const others =
    late.length > 1 ? ` (${late.length - 1} more ${late.length === 2 ? 'is' : 'are'} late too)` : '';
  return [`${title} is ${sayTime(overdue(played, worst))} late${still}${others}${firstTold(played, worst)}`];
}

function recordedLate(chain: Chain, state: CaseState): string[] {
  const late = Object.values(state.duties).filter((duty) => duty.state === 'recordedLate');
  const [first] = late;
  if (first === undefined) return ['nothing is late'];
  const more = late.length > 1 ? `, and so are ${late.length - 1} more` : '';
  return [`nothing is late, but ${namesOf(chain).step(first.step)} is recorded late${more}`];
}

function overdue({ endedAt }: Play, { dueAt, breachedAt, doneAt, happenedAt, endedAt: ended }: Duty): number {
  return (happenedAt ?? doneAt ?? ended ?? endedAt) - (dueAt ?? breachedAt ?? 0);
}

function firstTold(played: Play, duty: Duty): string {
  const [first] = played.happened
    .flatMap((it) => ('refusal' in it ? [] : toldOf(it, duty)))
    .sort((a, b) => a.at - b.at);
  if (first === undefined) return ' and nobody else hears of it';
  return ` and ${first.who} hears of it at ${when(played, first.at)}`;
}

/** Who, other than its owner, hears that a duty is late, and when: as they are next at work. */
function toldOf({ effects, scene, after, at }: Taken, duty: Duty): { who: string; at: number }[] {
  const tells = effects.flatMap((effect) =>
    effect.kind === 'tell' && effect.step === duty.key && OF_LATENESS.includes(effect.because)
      ? [effect.to]
      : [],
  );
  return tells
    .flatMap((to) => whoHears(scene, after, to, at).heard)
    .filter(({ actor }) => actor.name !== after.duties[duty.key]?.owner?.person)
    .flatMap(({ actor, role }) => {
      const heard = hearsAt(scene, actor, at);
      return heard === null ? [] : [{ who: named(actor.name, role), at: heard }];
    });
}

const OF_LATENESS: readonly Reason[] = ['breach', 'stillLate'];

function ending(played: Play, state: CaseState): string {
  const { ending: how, endedAt, happened } = played;
  if (how === 'closed') return `the case closes at ${when(played, endedAt)}`;
  if (how === 'mistake') return `the case ends as a mistake at ${when(played, endedAt)}`;
  const owed = Object.values(state.duties).filter(isOwed).length;
  const open = `the case is still open, with ${owed} ${owed === 1 ? 'thing' : 'things'} to do,`;
  return how === 'time'
    ? `${open} at ${when(played, endedAt)}`
    : `${open} after ${happened.length} events, where this stops`;
}

/** An instant in words, with its year where that is not the one in which the case was opened. */
const when = ({ scene, state }: Play, at: number): string =>
  briefly(scene.calendar, at, state?.openedAt ?? at);
