import { withDoubles } from './doubles.ts';
import { doersOf } from './duties.ts';
import { asIfBack, holdsOneOf, isAway, isExcluded } from './owner.ts';
import { refuse } from './refuse.ts';
import type { Refused } from './refuse.ts';
import type { Absence, CaseState } from './state.ts';
import { personsInLine } from './subject-line.ts';
import type { World } from './world.ts';
import type { Step } from '../language/step.ts';

/** Whether a person may have nothing to do with a step, whatever they hold: kept out of the case, or in its subject's line. */
export const isKeptFrom = (world: World, state: CaseState, step: Step, person: string): boolean =>
  isExcluded(world, state, person) || personsInLine(world, step).includes(person);

/** Why a step is for somebody else than a person, by whatever role of its ladder; null where they may do it. */
export function mayNotDo(world: World, state: CaseState, step: Step, person: string): Refused | null {
  if (isExcluded(world, state, person)) return refuse('excluded', 'You may not take part in this case.');
  if (!holdsOneOf(world, state, person, step.owner)) {
    return refuse('notYours', `“${step.title}” belongs to someone in another role.`);
  }
  if (personsInLine(world, step).includes(person)) {
    return refuse('notYours', `“${step.title}” belongs to someone outside the line of whom it is about.`);
  }
  if (withDoubles(world, doersOf(state, step)).includes(person)) {
    return refuse('ownAct', `“${step.title}” must be done by someone else: you did what it looks at.`);
  }
  return null;
}

/** What keeps a person from a step that they alone must do; null where nothing does. */
export function absenceOf(world: World, state: CaseState, step: Step, person: string): Absence | null {
  const isWaitedFor = !isAway({ people: asIfBack(world) }, person);
  if (!isWaitedFor || mayNotDo(world, state, step, person) !== null) return 'gone';
  return isAway(world, person) ? 'away' : null;
}
