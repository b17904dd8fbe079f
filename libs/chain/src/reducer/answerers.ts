import { withDoubles } from './doubles.ts';
import type { Found } from './find-duty.ts';
import { holdsOneOf, isAway, isExcluded } from './owner.ts';
import type { Asked, CaseState, Duty } from './state.ts';
import { personsInLine } from './subject-line.ts';
import { LEADERS, tellRoles } from './tell.ts';
import type { TellEffect } from './event.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';
import type { Chain } from '../language/chain.ts';
import type { Role } from '../language/role.ts';
import type { Step } from '../language/step.ts';

/** The roles that a chain asks to agree to something; none where one person was asked to take it. */
export function rolesAsked(chain: Chain, step: Step, what: Asked['for']): readonly Role[] {
  if (what === 'handOver') return [];
  if (what === 'done') return step.approval?.by ?? [];
  return (what === 'waiver' ? chain.waiver?.agreedBy : step.clock?.mayPause?.agreedBy) ?? [];
}

/** Who does not agree, whatever they hold: whoever asked, and whoever owes it, and whoever may be them. */
const partiesTo = (world: World, { owner }: Duty, { by }: Asked): readonly string[] =>
  withDoubles(world, owner === null || owner.person === by ? [by] : [by, owner.person]);

/** The roles in which somebody is there who may agree now. */
export function rolesThatMayAgree(
  world: World,
  state: CaseState,
  found: Found,
  asked: Asked,
): readonly Role[] {
  const able = ableToAgree(world, state, found, asked);
  return rolesAsked(world.chain, found.step, asked.for).filter((role) =>
    able.some((person) => holdsOneOf(world, state, person, [role])),
  );
}

function ableToAgree(world: World, state: CaseState, { step, duty }: Found, asked: Asked): string[] {
  const kept = [
    ...partiesTo(world, duty, asked),
    ...personsInLine(world, step),
    ...withDoubles(world, asked.agreedBy),
  ];
  const roles = rolesAsked(world.chain, step, asked.for);
  const people = [...world.people.map(({ person }) => person), ...Object.values(state.appointed)];
  return [...new Set(people)].filter(
    (person) =>
      !kept.includes(person) &&
      !isExcluded(world, state, person) &&
      !isAway(world, person) &&
      holdsOneOf(world, state, person, roles),
  );
}

/** Everybody who may agree is asked; where too few are there, the leaders hear of it as well. */
export function askToAgree(
  world: World,
  state: CaseState,
  found: Found,
  asked: Asked,
  at: Instant,
): TellEffect[] {
  const roles = rolesAsked(world.chain, found.step, asked.for);
  const asking = tellRoles(found.duty, roles, 'agreementAsked', at, partiesTo(world, found.duty, asked));
  return [asking, ...tellIfTooFew(world, state, found, at)];
}

/** Tells the leaders where too few are there who may agree to what is asked. */
export function tellIfTooFew(
  world: World,
  state: CaseState,
  { step, duty }: Found,
  at: Instant,
): TellEffect[] {
  const { asked } = duty;
  if (asked === null || asked.to !== null) return [];
  const needed = (asked.for === 'done' ? (step.approval?.count ?? 1) : 1) - asked.agreedBy.length;
  const isEnough = ableToAgree(world, state, { step, duty }, asked).length >= needed;
  return isEnough ? [] : [tellRoles(duty, LEADERS, 'agreementUnanswered', at)];
}
