import type { Cast, CounterExample, Claim } from './answer.ts';
import { peopleOf } from './casts.ts';
import type { Silence } from './silence.ts';
import { briefly, PROOF_CALENDAR } from './starts.ts';
import type { Chain } from '../language/chain.ts';
import { POSTS, ROLES } from '../language/role.ts';
import type { Role } from '../language/role.ts';
import type { Step } from '../language/step.ts';
import type { Effect } from '../reducer/event.ts';
import { TOLD } from '../simulate/why-told.ts';

export const named = (role: Role): string => ROLES[role].title.toLowerCase();

/** A counter-example with its story: who reports whom, who is missing, what happens, and what is wrong. */
export function told(
  chain: Chain,
  cast: Cast,
  facts: Readonly<Record<string, string>>,
  played: Silence,
  wrong: { readonly claim: Claim; readonly step: Step | null; readonly sentence: string },
): CounterExample {
  const [start] = played.events;
  const when = start === undefined ? '' : briefly(PROOF_CALENDAR, start.at);
  const story = [
    `${when} Miss A reports ${reported(chain, cast)}.`,
    ...cast.vacant.map((post) => `Nobody can act as ${named(post)}.`),
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

/** Whom or what somebody reports. */
export function reported({ about, title }: Chain, { subject }: Cast): string {
  if (about === 'child') return 'a worry about a child';
  if (subject.length === 0) {
    return about === 'adult' ? 'Mr B, who holds none of the posts here' : `"${title}"`;
  }
  return `Mr B, the ${subject.map(named).join(' and ')}`;
}

function lineOfEffect(chain: Chain, effect: Effect): string[] {
  if (effect.kind !== 'tell') return [];
  const title = chain.steps.find(({ id }) => id === effect.step)?.title;
  if (title === undefined) return [];
  const { to } = effect;
  const whom = 'roles' in to ? to.roles.map(named).join(', ') : nameOf(to.person);
  return [`${briefly(PROOF_CALENDAR, effect.at)} ${TOLD[effect.because]} "${title}": ${whom}.`];
}

/** Whoever has a post in a story is called by it. */
function nameOf(person: string): string {
  const post = POSTS.find((each) => each === person);
  if (post !== undefined) return named(post);
  return person === 'reporter' ? 'Miss A' : 'Mr B';
}
