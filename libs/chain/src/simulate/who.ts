import { PARTS } from './part.ts';
import { isSuspendedAt } from './scene.ts';
import type { Actor, Scene } from './scene.ts';
import { named, sayHears } from './words.ts';
import type { Instant } from '../clock/calendar.ts';
import { sayRole } from '../inherit/say-words.ts';
import { isPost } from '../language/role.ts';
import type { Role } from '../language/role.ts';
import type { TellEffect } from '../reducer/event.ts';
import type { CaseState } from '../reducer/state.ts';

/** Who in fact hears when a role or a person is told, and why others do not. */
export interface Hearing {
  readonly heard: readonly { readonly actor: Actor; readonly role: Role | null }[];
  readonly unheard: readonly string[];
}

export function holdersOf({ actors }: Scene, { appointed }: CaseState, role: Role): readonly Actor[] {
  return actors.filter(({ name, posts }) => (isPost(role) ? posts.includes(role) : appointed[role] === name));
}

/** Why somebody can have nothing to do with the case; null where they can. */
export function keptOut(actor: Actor, { recused }: CaseState): string | null {
  if (actor.part !== null) return `${actor.name} ${PARTS[actor.part]}`;
  return recused.includes(actor.name) ? `${actor.name} has stood down` : null;
}

export function whoHears(scene: Scene, state: CaseState, to: TellEffect['to'], at: Instant): Hearing {
  if ('person' in to) {
    const actor = scene.actors.find(({ name }) => name === to.person);
    return actor === undefined
      ? { heard: [], unheard: [] }
      : hearing(scene, state, [{ actor, role: roleOf(scene, state, actor) }], at);
  }
  const asked = to.roles.flatMap((role) => holdersOf(scene, state, role).map((actor) => ({ actor, role })));
  const meant = asked.filter(({ actor }) => to.except?.includes(actor.name) !== true);
  const nobody = to.roles.filter((role) => holdersOf(scene, state, role).length === 0);
  const { heard, unheard } = hearing(scene, state, meant, at);
  return { heard, unheard: [...unheard, ...nobody.map((role) => `nobody is ${sayRole(role)}`)] };
}

function hearing(
  scene: Scene,
  state: CaseState,
  asked: readonly { actor: Actor; role: Role | null }[],
  at: Instant,
): Hearing {
  const once = asked.filter(({ actor }, index) => asked.findIndex((each) => each.actor === actor) === index);
  const why = ({ actor }: { actor: Actor }): string | null => keptOut(actor, state) ?? suspended(actor, at);
  return {
    heard: once.filter((each) => why(each) === null),
    unheard: once.flatMap((each) => why(each) ?? []),
  };
}

const suspended = (actor: Actor, at: Instant): string | null =>
  isSuspendedAt(actor, at) ? `${actor.name} is suspended` : null;

/** The first of somebody's posts, or what they are in this case. */
function roleOf(scene: Scene, { appointed }: CaseState, { name, posts }: Actor): Role | null {
  if (appointed.caseManager === name) return 'caseManager';
  return posts[0] ?? null;
}

export function sayHeard(scene: Scene, { heard }: Hearing, at: Instant): string[] {
  return heard.map(({ actor, role }) => named(actor.name, role) + sayHears(scene, actor, at));
}
