import { reporterIn } from './able.ts';
import type { Cast, CounterExample, Claim } from './answer.ts';
import { peopleOf } from './casts.ts';
import { isKnownPost } from './line.ts';
import type { Silence } from './silence.ts';
import { briefly, PROOF_CALENDAR } from './starts.ts';
import type { Instant } from '../clock/calendar.ts';
import { namesOf } from '../inherit/say-names.ts';
import type { Chain } from '../language/chain.ts';
import { ROLES } from '../language/role.ts';
import type { Role } from '../language/role.ts';
import type { Step } from '../language/step.ts';
import type { Effect, Reason } from '../reducer/event.ts';
import { TOLD_UNASKED } from '../simulate/told-unasked.ts';

const named = (role: Role): string => ROLES[role].title.toLowerCase();

/** A counter-example with its story: who reports whom, who is missing, what happens, and what is wrong. */
export function told(
  chain: Chain,
  cast: Cast,
  facts: Readonly<Record<string, string>>,
  played: Silence,
  wrong: { readonly claim: Claim; readonly step: Step | null; readonly sentence: string },
  /** The answers on which it hangs. */
  decisive: Readonly<Record<string, string>>,
): CounterExample {
  const [start] = played.events;
  const story = [
    ...beginning(chain, cast, decisive, start?.at ?? null),
    ...played.effects
      .filter((effect) => wrong.step === null || ('step' in effect && effect.step === wrong.step.id))
      .flatMap((effect) => lineOfEffect(chain, effect))
      .slice(0, 8),
    wrong.sentence,
  ];
  return {
    claim: wrong.claim,
    step: wrong.step?.id ?? null,
    cast,
    people: peopleOf(chain, cast),
    facts,
    events: played.events,
    story,
  };
}

/** What is reported, how it is answered as far as it matters, and who is missing. */
export function beginning(
  chain: Chain,
  cast: Cast,
  decisive: Readonly<Record<string, string>>,
  at: Instant | null,
): string[] {
  const names = namesOf(chain);
  const { both = [] } = cast;
  return [
    `${at === null ? '' : briefly(PROOF_CALENDAR, at)} ${whoIs(reporterIn(cast))} reports ${reported(chain, cast)}.`,
    ...Object.entries(decisive)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .slice(0, MOST_ANSWERS)
      .map(([fact, answer]) => `To ${names.question(fact)} the answer is ${names.answers(fact, answer)}.`),
    ...both.slice(1).map((post) => `${whoIs(both[0])} is also ${named(post)}.`),
    ...cast.vacant.map((post) => `Nobody can act as ${named(post)}.`),
    ...appointing(cast),
  ];
}

/** Who of those in a post is named for the case. */
const appointing = ({ named: by = {} }: Cast): string[] =>
  (['caseManager', 'investigatingOfficer'] as const).flatMap((role) =>
    by[role] === undefined || by[role] === role ? [] : [`The ${named(by[role])} is to be ${named(role)}.`],
  );

/** More would be read by nobody; all are in the counter-example itself. */
const MOST_ANSWERS = 6;

/** Whom or what somebody reports. */
function reported({ about, title }: Chain, { subject }: Cast): string {
  if (about === 'child') return 'a worry about a child';
  if (subject.length === 0) {
    return about === 'adult' ? 'Mr B, who holds none of the posts here' : `"${title}"`;
  }
  return `Mr B, the ${subject.map(named).join(' and ')}`;
}

function lineOfEffect(chain: Chain, effect: Effect): string[] {
  if (effect.kind !== 'tell') return [];
  const title = chain.steps.find(({ id }) => id === effect.step)?.title;
  const { to, because } = effect;
  const said = (TOLD_UNASKED as Partial<Record<Reason, string>>)[because];
  if (title === undefined || said === undefined) return [];
  const whom = 'roles' in to ? to.roles.map(named).join(', ') : nameOf(to.person);
  return [`${briefly(PROOF_CALENDAR, effect.at)} ${said} "${title}": ${whom}.`];
}

/** Whoever acts in a story, as a sentence begins with them; whoever is appointed goes by that. */
export const whoIs = (person: string | null = ''): string => {
  if (person === 'reporter') return 'Miss A';
  return Object.hasOwn(ROLES, person ?? '') ? `The ${named(person as Role)}` : 'Somebody';
};

/** Whoever has a post in a story is called by it. */
function nameOf(person: string): string {
  if (isKnownPost(person)) return named(person);
  return person === 'reporter' ? 'Miss A' : 'Mr B';
}
