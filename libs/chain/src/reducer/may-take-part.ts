import { holdsOneOf, isAway, isExcluded } from './owner.ts';
import { refuse } from './refuse.ts';
import type { Refused } from './refuse.ts';
import type { CaseState } from './state.ts';
import { personsInLine } from './subject-line.ts';
import type { World } from './world.ts';
import type { Role } from '../language/role.ts';

/** Nobody answers for others, nor takes anything over, while they are marked as away, or are suspended. */
export const isNotBack = (world: World, person: string, before: string): Refused | null =>
  isAway(world, person)
    ? refuse('notYours', `You are marked as away. Say that you are back before you ${before}.`)
    : null;

/**
 * Why a person may not act on the case as a whole: it is over, they are kept out of it, or no ladder names them, nor what
 * asks for their answer.
 */
export function mayNotTakePart(
  world: World,
  state: CaseState,
  person: string,
  asked: readonly Role[] = [],
): Refused | null {
  if (state.endedAt !== null) return refuse('ended', 'This case has ended.');
  if (isExcluded(world, state, person)) return refuse('excluded', 'You may not take part in this case.');
  const named = [asked, ...world.chain.steps.map(({ owner }) => owner)];
  return named.some((roles) => holdsOneOf(world, state, person, roles))
    ? null
    : refuse('notYours', 'This case belongs to people in other roles.');
}

/** The same of what takes two who may have to do with the case: neither answers to whom it is about. */
export const mayNotBeOfTwo = (
  world: World,
  state: CaseState,
  person: string,
  asked: readonly Role[] = [],
): Refused | null =>
  mayNotTakePart(world, state, person, asked) ??
  (personsInLine(world).includes(person)
    ? refuse('notYours', 'This belongs to people outside the line of whom the case is about.')
    : null);
