import { CASE_ROLES } from './able.ts';
import type { Cast, Claim } from './answer.ts';
import type { Level } from './casts.ts';
import { peopleOf } from './casts.ts';
import { lineOf } from './line.ts';
import type { Chain } from '../language/chain.ts';
import type { Role } from '../language/role.ts';
import type { Step } from '../language/step.ts';
import { hasSomebody, nextBelow, resolveOwner } from '../reducer/owner.ts';
import type { Owner } from '../reducer/state.ts';
import { LEADERS } from '../reducer/tell.ts';

export interface Fault {
  readonly claim: Claim;
  readonly step: Step;
  readonly sentence: string;
}

interface Asked {
  readonly chain: Chain;
  readonly people: { readonly people: ReturnType<typeof peopleOf> };
  readonly cast: Cast;
  readonly isStrict: boolean;
}

/** What is wrong with the ladders of a chain when these people are missing; owners are resolved as the reducer does. */
export function ladderFaults(chain: Chain, { cast, demands }: Level): Fault[] {
  const asked = {
    chain,
    cast,
    isStrict: demands === 'everything',
    people: { people: peopleOf(chain, cast) },
  };
  return chain.steps.flatMap((step) => [
    ...ownerFault(asked, step),
    ...(asked.isStrict ? [...escalationFault(asked, step), ...agreementFault(asked, step)] : []),
  ]);
}

function ownerFault(asked: Asked, step: Step): Fault[] {
  const owner = resolveOwner(step.owner, asked.people, CASE_ROLES);
  if (owner === null)
    return isLastResort(asked, step) ? [] : [fault('owner', step, `Nobody owns "${step.title}".`)];
  const { about } = asked.chain;
  const mindsLine = asked.isStrict && about === 'adult' && step.path !== 'danger';
  return mindsLine && isAllInLine(asked, step)
    ? [fault('owner', step, `Only people who answer to the subject can own "${step.title}".`)]
    : [];
}

/** A plain duty that nobody can own tells the leaders; the reporter's screen shows the Designated Officer's number. */
function isLastResort({ people, isStrict }: Asked, step: Step): boolean {
  const isProtected = step.path !== undefined;
  return !isStrict && !isProtected && LEADERS.some((role) => hasSomebody(role, people, CASE_ROLES));
}

function isAllInLine({ people, cast }: Asked, step: Step): boolean {
  const line = lineOf(cast.subject) as ReadonlySet<Role>;
  return step.owner.every((role) => line.has(role) || !hasSomebody(role, people, CASE_ROLES));
}

/** A deadline of ours that passes is heard of by somebody other than whoever let it pass. */
function escalationFault({ people }: Asked, step: Step): Fault[] {
  if (step.optional || step.clock?.whose !== undefined) return [];
  if (step.clock === undefined) return [fault('escalation', step, `"${step.title}" has no deadline.`)];
  const owner = resolveOwner(step.owner, people, CASE_ROLES);
  const isHeard = step.late.some((rung) =>
    'tell' in rung ? hearsOfIt(people, rung.tell, owner) : isHandedUp(people, step, owner),
  );
  return isHeard ? [] : [fault('escalation', step, `Nobody else hears when "${step.title}" is late.`)];
}

function hearsOfIt(people: Asked['people'], roles: readonly Role[], owner: Owner | null): boolean {
  return resolveOwner(roles, people, CASE_ROLES, owner === null ? [] : [owner.person]) !== null;
}

const isHandedUp = (people: Asked['people'], step: Step, owner: Owner | null): boolean =>
  owner !== null && nextBelow(owner, step.owner, people, CASE_ROLES, []) !== null;

function agreementFault({ people }: Asked, step: Step): Fault[] {
  const { approval } = step;
  if (approval === undefined || step.path !== undefined || step.personal) return [];
  const taken = [resolveOwner(step.owner, people, CASE_ROLES)?.person ?? ''];
  for (let left = approval.count; left > 0; left -= 1) {
    const next = resolveOwner(approval.by, people, CASE_ROLES, taken);
    if (next === null) return [fault('agreement', step, `Nobody else can agree to "${step.title}".`)];
    taken.push(next.person);
  }
  return [];
}

const fault = (claim: Claim, step: Step, sentence: string): Fault => ({ claim, step, sentence });
