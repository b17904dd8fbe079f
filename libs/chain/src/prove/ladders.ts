import { ableOf, NOBODY_NAMED } from './able.ts';
import type { Able } from './able.ts';
import type { Cast, Claim } from './answer.ts';
import type { Level } from './casts.ts';
import { peopleOf } from './casts.ts';
import { isKnownPost } from './line.ts';
import { postsOf } from './posts.ts';
import { isChased } from '../inherit/chases.ts';
import { isHeardInTime, longestUnheard } from '../inherit/limits.ts';
import { startsByItself } from '../inherit/start-of-clock.ts';
import type { Chain } from '../language/chain.ts';
import { isPost } from '../language/role.ts';
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
  /** Who must have reported, or be named, for it. */
  readonly named?: Cast['named'] | undefined;
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
  if (step.clock?.whose !== undefined && step.path === undefined) {
    return isChased(chain, step)
      ? []
      : [
          fault(
            'escalation',
            step,
            `Nobody must ask again and again when nothing is heard of "${step.title}".`,
          ),
        ];
  }
  if (step.clock === undefined) return [fault('escalation', step, `"${step.title}" has no deadline.`)];
  if (step.path !== undefined && (step.clock.whose !== undefined || !startsByItself(step, chain.steps))) {
    return [fault('escalation', step, `Nobody acts, and the time for "${step.title}" never runs out.`)];
  }
  const line = personsInLine(people, step);
  const outside = (roles: readonly Role[]) =>
    able.holders(roles.filter(isPost)).filter((person) => !line.includes(person));
  // Where two hear, one of them is somebody else.
  const isHeard = step.late.some(
    (rung) => 'tell' in rung && isHeardInTime(rung, step) && outside(rung.tell).length > 1,
  );
  if (isHeard) return [];
  const owner = ownerOf(people, step);
  const heard = step.late.filter((rung) =>
    'tell' in rung
      ? isDouble || outside(rung.tell).some((person) => person !== owner?.person)
      : owner !== null && nextBelow(owner, step.owner, people, NOBODY_NAMED, line) !== null,
  );
  const inTime = heard.filter((rung) => isHeardInTime(rung, step));
  const alone = aloneWith(asked, step, outside);
  if (inTime.length > 0 && alone.length === 0) return [];
  const soon = heard.length === 0 || inTime.length > 0 ? '' : `, for ${longestUnheard(step)}`;
  const named = inTime.length === 0 || alone.includes(undefined) ? undefined : alone[0];
  return [fault('escalation', step, `Nobody else hears when "${step.title}" is late${soon}.`, named)];
}

/**
 * Who may come to owe a step with nobody else to hear that it is late, and who must be named for it. At least those hear who
 * hear at the last; and whoever has a post may report, or be named.
 */
function aloneWith(
  asked: Asked,
  step: Step,
  outside: (roles: readonly Role[]) => readonly string[],
): Cast['named'][] {
  const doers = asked.able.doers(step);
  return step.owner.flatMap((role, index) => {
    const isAlone = (person: string): boolean =>
      step.late.every((rung) => {
        const others = 'tell' in rung ? rung.tell : step.owner.slice(index + 1);
        return !isHeardInTime(rung, step) || !isHeardBeside(asked, step, others, person);
      });
    const owing = isPost(role)
      ? outside([role]).filter((person) => doers.includes(person))
      : outside(postsOf(asked.chain));
    return owing.filter(isAlone).map((person) => (isPost(role) ? undefined : { [role]: person }));
  });
}

/** Whether somebody else hears, where it is this person’s, as the reducer falls back on those who hear at the last. */
function isHeardBeside(
  { people, unnamed }: Asked,
  step: Step,
  roles: readonly Role[],
  person: string,
): boolean {
  const there = people.people.filter((each) => each.person !== person);
  const others = { ...people, people: [...there, ...unnamed] };
  const ladder = [...roles, ...lastToHear(others, step)];
  return resolveOwner(ladder, others, NOBODY_NAMED, personsInLine(others, step)) !== null;
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

const fault = (claim: Claim, step: Step, sentence: string, named?: Cast['named']): Fault => ({
  claim,
  step,
  sentence,
  named,
});
