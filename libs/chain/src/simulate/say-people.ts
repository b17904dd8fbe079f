import type { Taken } from './play.ts';
import { PARTS } from './part.ts';
import { isAwayAt, isSuspendedAt } from './scene.ts';
import type { Actor } from './scene.ts';
import { listed, sayRole } from '../inherit/say-words.ts';

/** Who has come, gone, changed posts or turned out to be part of it. */
export function sayPeople({ scene, sceneBefore, at }: Taken): string[] {
  return scene.actors.flatMap((actor) => {
    const was = sceneBefore.actors.find(({ name }) => name === actor.name);
    return sayChange(actor, was, at);
  });
}

function sayChange(actor: Actor, was: Actor | undefined, at: number): string[] {
  const { name, posts, part } = actor;
  const taken = posts.filter((post) => was?.posts.includes(post) === false);
  const left = (was?.posts ?? []).filter((post) => !posts.includes(post));
  const isAway = isAwayAt(actor, at);
  return [
    ...(part !== (was?.part ?? null)
      ? [part === null ? `${name} has no part in it after all` : `It turns out that ${name} ${PARTS[part]}`]
      : []),
    ...(taken.length > 0 ? [`${name} becomes ${listed(taken.map(sayRole))}`] : []),
    ...(left.length > 0 ? [`${name} is no longer ${listed(left.map(sayRole))}`] : []),
    ...(posts.length > 0 && isAway !== isAwayAt(actor, at - 1)
      ? [isAway ? `${name} ${isSuspendedAt(actor, at) ? 'is suspended' : 'goes away'}` : `${name} is back`]
      : []),
  ];
}
