import type { Taken } from './play.ts';
import { isAwayAt } from './scene.ts';
import type { Actor, Scene } from './scene.ts';
import { holdersOf, keptOut } from './who.ts';
import type { Instant } from '../clock/calendar.ts';
import { listed, sayRole } from '../inherit/say-words.ts';
import { isPost } from '../language/role.ts';
import type { Role } from '../language/role.ts';
import type { Step } from '../language/step.ts';
import { doersOf } from '../reducer/duties.ts';
import { personsInLine } from '../reducer/subject-line.ts';
import type { CaseState, Duty } from '../reducer/state.ts';

interface Asking {
  readonly scene: Scene;
  readonly state: CaseState;
  readonly forbidden: readonly string[];
  readonly inLine: readonly string[];
  readonly at: Instant;
}

/** Why this person has a duty: who came before them on its ladder and could not, or that they have just worked on it. */
export function whyOwner({ scene, world, after: state, at }: Taken, step: Step, { owner }: Duty): string {
  const asking: Asking = {
    scene,
    state,
    forbidden: doersOf(state, step),
    inLine: personsInLine(world, step),
    at,
  };
  const before = owner === null ? step.owner : step.owner.slice(0, step.owner.indexOf(owner.role));
  const passed = sayPassed(asking, before);
  if (owner === null) return `nobody on its ladder can act: ${passed}`;
  if (before.some((role) => holdersOf(scene, state, role).some((actor) => isAble(asking, actor)))) {
    return `${owner.person} has just worked on it`;
  }
  return passed === '' ? 'first on its ladder' : passed;
}

function isAble({ state, forbidden, inLine, at }: Asking, actor: Actor): boolean {
  const isBarred = forbidden.includes(actor.name) || inLine.includes(actor.name);
  return keptOut(actor, state) === null && !isAwayAt(actor, at) && !isBarred;
}

/** Why those who hold these roles cannot have it, those with the same reason together. */
function sayPassed({ scene, state, forbidden, inLine, at }: Asking, roles: readonly Role[]): string {
  const held = roles.map((role) => [role, holdersOf(scene, state, role)] as const);
  const holders = [...new Set(held.flatMap(([, actors]) => actors))];
  const inCase = holders.filter((actor) => keptOut(actor, state) === null);
  const left = inCase.filter(({ posts }) => posts.length === 0).map(({ name }) => `${name} has left`);
  const away = inCase
    .filter((actor) => actor.posts.length > 0 && isAwayAt(actor, at))
    .map(({ name }) => name);
  const did = inCase
    .filter((actor) => !isAwayAt(actor, at) && forbidden.includes(actor.name))
    .map(({ name }) => name);
  const below = inCase.map(({ name }) => name).filter((name) => inLine.includes(name));
  const empty = held
    .filter(([role, actors]) => actors.length === 0 && isPost(role))
    .map(([role]) => sayRole(role));
  return [
    ...holders.flatMap((actor) => keptOut(actor, state) ?? []),
    ...left,
    ...(away.length === 0 ? [] : [`${listed(away)} ${away.length === 1 ? 'is' : 'are'} away`]),
    ...(did.length === 0 ? [] : [`${listed(did)} did what this looks at`]),
    ...(below.length === 0
      ? []
      : [`${listed(below)} ${below.length === 1 ? 'answers' : 'answer'} to whom it is about`]),
    ...(empty.length === 0 ? [] : [`nobody is ${listed(empty, 'or')}`]),
  ].join('; ');
}
