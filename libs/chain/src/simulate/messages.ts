import { difference } from './difference.ts';
import type { Difference } from './difference.ts';
import type { Replayed } from './replay.ts';
import { TOLD, whyTold } from './why-told.ts';
import { named } from './words.ts';
import { namesOf } from '../inherit/say-names.ts';
import type { Role } from '../language/role.ts';
import { stepOfKey } from '../reducer/duties.ts';
import type { Reason, TellEffect } from '../reducer/event.ts';
import { holdsOneOf, isExcluded } from '../reducer/owner.ts';
import type { CaseState } from '../reducer/state.ts';
import type { World } from '../reducer/world.ts';

/** That a duty is somebody's is said of the duty; a reminder only goes with its time. */
const LEFT_OUT: readonly Reason[] = ['newDuty', 'nobodyCanAct', 'reminder', 'rescheduled', 'broughtForward'];

interface Message {
  readonly person: string;
  readonly role: Role | null;
  readonly tell: TellEffect;
  readonly world: World;
  readonly state: CaseState;
}

/** Whom the one tells and the other does not, of which duty and why. */
export function differentMessages(was: Replayed, would: Replayed): Difference[] {
  const [before, after] = [messagesOf(was), messagesOf(would)];
  return [
    ...[...after].filter(([name]) => !before.has(name)).map(([, message]) => said('told', message)),
    ...[...before].filter(([name]) => !after.has(name)).map(([, message]) => said('notTold', message)),
  ];
}

/** The first of each kind to each person about each duty. */
function messagesOf({ effects }: Replayed): Map<string, Message> {
  const messages = new Map<string, Message>();
  for (const { effect, world, state } of effects) {
    if (effect.kind !== 'tell' || LEFT_OUT.includes(effect.because)) continue;
    for (const [person, role] of hearersOf(world, state, effect)) {
      const name = `${person}/${effect.step ?? ''}/${effect.because}`;
      if (!messages.has(name)) messages.set(name, { person, role, tell: effect, world, state });
    }
  }
  return messages;
}

function hearersOf(world: World, state: CaseState, { to }: TellEffect): (readonly [string, Role | null])[] {
  if ('person' in to) return [[to.person, null]];
  const people = [
    ...new Set([...world.people.map(({ person }) => person), ...Object.values(state.appointed)]),
  ];
  return people.flatMap((person) => {
    const role = to.roles.find((each) => holdsOneOf(world, state, person, [each]));
    const isKept = to.except?.includes(person) === true || isExcluded(world, state, person);
    return role === undefined || isKept ? [] : [[person, role] as const];
  });
}

function said(kind: 'told' | 'notTold', { person, role, tell, world, state }: Message): Difference {
  const title = tell.step === null ? 'the case' : namesOf(world.chain).step(stepOfKey(tell.step));
  const [first = '', ...rest] = TOLD[tell.because];
  const verb = `${first.toLowerCase()}${rest.join('')} ${title}`;
  const would = kind === 'told' ? 'would have been' : 'would not have been';
  const why = whyTold(world, tell.because, tell.step === null ? undefined : state.duties[tell.step], tell.at);
  return difference(world.calendar, {
    kind,
    at: tell.at,
    step: tell.step,
    sentence: `${named(person, role)} ${would} ${verb}.`,
    why,
  });
}
