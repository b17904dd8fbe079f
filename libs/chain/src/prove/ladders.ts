import { ableOf, NOBODY_NAMED } from './able.ts';
import type { Able } from './able.ts';
import type { Claim } from './answer.ts';
import type { Level } from './casts.ts';
import { peopleOf } from './casts.ts';
import { isKnownPost } from './line.ts';
import { postsOf } from './posts.ts';
import { isChased } from '../inherit/chases.ts';
import { isHeardInTime, longestUnheard } from '../inherit/limits.ts';
import { startsByItself } from '../inherit/start-of-clock.ts';
import type { Chain } from '../language/chain.ts';
import type { Role } from '../language/role.ts';
import type { Step } from '../language/step.ts';
import { hasSomebody, nextBelow, resolveOwner } from '../reducer/owner.ts';
import type { Owner } from '../reducer/state.ts';
import { lastToHear, personsInLine } from '../reducer/subject-line.ts';
import { ABOVE_ALL, LEADERS } from '../reducer/tell.ts';
import type { PostHolder, World } from '../reducer/world.ts';

export interface Fault {
  readonly claim: Claim;
  readonly step: Step;
  readonly sentence: string;
}

interface Asked {
  readonly able: Able;
  readonly people: Pick<World, 'chain' | 'people' | 'subject'>;
  readonly isStrict: boolean;
  /** Where one person holds two posts, a rung reaches at least those on whom the reducer falls back. */
  readonly isDouble: boolean;
  /** Who is there of those who hear at the last and whom the chain does not name. */
  readonly unnamed: readonly PostHolder[];
  readonly chain: Chain;
}

const unnamedOf = (posts: readonly Role[]): PostHolder[] =>
  [...LEADERS, ...ABOVE_ALL]
    .filter(isKnownPost)
    .filter((role) => !posts.includes(role))
    .map((role) => ({ role, person: role, excluded: false, away: false }));

/** A subject who has more posts than this may leave a plain duty to the last resort. */
const MOST_OUT = 2;

/** What is wrong with the ladders of a chain when these people are missing; owners are resolved as the reducer does. */
export function ladderFaults(chain: Chain, { cast, demands }: Level): Fault[] {
  const asked = {
    isStrict: demands === 'everything' && cast.subject.length <= MOST_OUT,
    isDouble: cast.both !== undefined,
    unnamed: unnamedOf(postsOf(chain)),
    chain,
    able: ableOf(chain, cast),
    people: { chain, people: peopleOf(chain, cast), subject: cast.subject },
  };
  return chain.steps.flatMap((step) => [
    ...ownerFault(asked, step),
    ...(asked.isStrict ? [...escalationFault(asked, step), ...agreementFault(asked, step)] : []),
    ...(asked.isStrict && step.personal && !step.optional ? leavingFault(asked, step) : []),
  ]);
}

function ownerFault(asked: Asked, step: Step): Fault[] {
  const { people } = asked;
  if (ownerOf(people, step) !== null || isLastResort(asked, step)) return [];
  const isInLine = resolveOwner(step.owner, people, NOBODY_NAMED) !== null;
  const sentence = isInLine
    ? `Only people who answer to the subject stand on the ladder of "${step.title}".`
    : `Nobody owns "${step.title}".`;
  return [fault('owner', step, sentence)];
}

function ownerOf(people: Asked['people'], step: Step): Owner | null {
  return resolveOwner(step.owner, people, NOBODY_NAMED, personsInLine(people, step));
}

/** A plain duty that nobody can own tells the leaders; the reporter's screen shows the Designated Officer's number. */
function isLastResort({ people, isStrict }: Asked, step: Step): boolean {
  if (isStrict || step.path !== undefined) return false;
  return lastToHear(people, step).some((role) => hasSomebody(role, people, NOBODY_NAMED));
}

/** A deadline of ours that passes is heard of by somebody other than whoever let it pass. */
function escalationFault(asked: Asked, step: Step): Fault[] {
  const { people, chain, able, isDouble } = asked;
  if (step.optional) return [];
  const unheard = (sentence: string): Fault[] => [fault('escalation', step, sentence)];
  if (step.clock?.whose !== undefined && step.path === undefined) {
    return isChased(chain, step)
      ? []
      : unheard(`Nobody must ask again and again when nothing is heard of "${step.title}".`);
  }
  if (step.clock === undefined) return unheard(`"${step.title}" has no deadline.`);
  if (step.path !== undefined && (step.clock.whose !== undefined || !startsByItself(step))) {
    return unheard(`Nobody acts, and the time for "${step.title}" never runs out.`);
  }
  const owner = ownerOf(people, step);
  const heard = step.late.filter((rung) =>
    'tell' in rung
      ? isDouble || hearsOfIt(people, step, rung.tell, owner?.person)
      : owner !== null &&
        nextBelow(owner, step.owner, people, NOBODY_NAMED, personsInLine(people, step)) !== null,
  );
  const inTime = heard.filter((rung) => isHeardInTime(rung, step));
  // Of whoever else may come to owe it, those hear at least who hear at the last.
  const below = (person: string) =>
    step.owner.slice(step.owner.findIndex((role) => able.holders([role]).includes(person)) + 1);
  const isAlone = (person: string) =>
    !step.late.some(
      (rung) =>
        isHeardInTime(rung, step) &&
        isHeardBeside(asked, step, 'tell' in rung ? rung.tell : below(person), person),
    );
  if (inTime.length > 0 && !able.doers(step).some(isAlone)) return [];
  const soon = heard.length === 0 ? '' : `, for ${longestUnheard(step)}`;
  return unheard(`Nobody else hears when "${step.title}" is late${soon}.`);
}

/** Whether somebody else is told by role who does not answer to the subject. */
function hearsOfIt(people: Asked['people'], step: Step, roles: readonly Role[], besides = ''): boolean {
  const line = personsInLine(people, step);
  return resolveOwner(roles, people, NOBODY_NAMED, [besides, ...line]) !== null;
}

/**
 * Whether somebody else hears, where it is this person’s, as the reducer falls back on those who hear at the
 * last.
 */
function isHeardBeside(
  { people, unnamed }: Asked,
  step: Step,
  roles: readonly Role[],
  person: string,
): boolean {
  if (hearsOfIt(people, step, roles, person)) return true;
  const there = people.people.filter((each) => each.person !== person);
  const others = { ...people, people: [...there, ...unnamed] };
  return hearsOfIt(others, step, lastToHear(others, step), person);
}

function agreementFault({ people }: Asked, step: Step): Fault[] {
  const { approval } = step;
  if (approval === undefined || step.path !== undefined || step.personal) return [];
  const taken = [ownerOf(people, step)?.person ?? '', ...personsInLine(people, step)];
  for (let left = approval.count; left > 0; left -= 1) {
    const next = resolveOwner(approval.by, people, NOBODY_NAMED, taken);
    if (next === null) return [fault('agreement', step, `Nobody else can agree to "${step.title}".`)];
    taken.push(next.person);
  }
  return [];
}

/** What the law lays on one person, who may leave, two others can then waive, also where a post is empty. */
function leavingFault({ able }: Asked, step: Step): Fault[] {
  if (able.canWaiveFor(step, [able.owner(step)])) return [];
  const sentence = `"${step.title}" is for one person alone; once they are gone, there are no two who can waive it.`;
  return [fault('agreement', step, sentence)];
}

const fault = (claim: Claim, step: Step, sentence: string): Fault => ({ claim, step, sentence });
