import type { CounterExample, Proof } from './answer.ts';
import { looksToTake } from './budget.ts';
import type { Budget } from './budget.ts';
import { castsOf } from './casts.ts';
import { Closings } from './closings.ts';
import { ladderFaults } from './ladders.ts';
import { ladderStory } from './ladder-story.ts';
import { namedIn } from './namings.ts';
import { notExplored } from './not-explored.ts';
import { overPeriods } from './over-periods.ts';
import { protectedFaults } from './protected.ts';
import { Listening } from './listening.ts';
import { PROOF_CALENDAR, STARTS } from './starts.ts';
import type { Start } from './starts.ts';
import { asksForAppointed } from './subjects.ts';
import type { CalendarSnapshot } from '../clock/calendar.ts';
import type { Chain } from '../language/chain.ts';

export interface ProveOptions {
  readonly calendar?: CalendarSnapshot;
  readonly starts?: readonly Start[];
}

/**
 * Whether a resolved chain can strand anybody, whenever a case of it opens: the bounds, or the simplest counter-example. It
 * uses the reducer itself.
 */
export function prove(chain: Chain, options: ProveOptions = {}): Proof {
  return overPeriods(chain, (then) => proveThen(then, options));
}

/** A chain as one case has it. */
function proveThen(chain: Chain, options: ProveOptions): Proof {
  const { calendar = PROOF_CALENDAR, starts = STARTS } = options;
  const looks = looksToTake();
  const listening = new Listening(chain, calendar, starts);
  const closings = new Closings(chain, storyStart(starts));
  const counterExample = refuted({ chain, listening, closings, looks }, storyStart(starts));
  const undecided = [
    ...listening.unknown,
    ...closings.undecided,
    ...(looks.left < 0 ? [TOO_MANY] : []),
    ...(asksForAppointed(chain) ? [APPOINTED] : []),
  ];
  const left = notExplored(chain, starts, undecided);
  return counterExample === null
    ? {
        ok: true,
        bounds: listening.bounds,
        combinations: listening.combinations,
        states: closings.states,
        undecided,
        notExplored: left,
      }
    : { ok: false, counterExample, notExplored: left };
}

/** A Friday afternoon, where there is one. */
const storyStart = (starts: readonly Start[]): number => (starts[1] ?? starts[0])?.at ?? 0;

const TOO_MANY = 'Some combinations of those who are missing: there are too many.';

const APPOINTED = 'What follows once somebody is appointed whom a condition asks for.';

/** What a proof keeps while it looks. */
interface Proving {
  readonly chain: Chain;
  readonly listening: Listening;
  readonly closings: Closings;
  readonly looks: Budget;
}

/** The simplest: fewest people missing first, and under each the claims in their order. */
function refuted({ chain, listening, closings, looks }: Proving, at: number): CounterExample | null {
  const [barred] = protectedFaults(chain);
  if (barred !== undefined) return ladderStory(chain, { subject: [], vacant: [] }, barred, at);
  const levels = castsOf(chain);
  for (const { cast: unnamed, demands } of levels) {
    const isAsked = demands === 'everything';
    for (const cast of [unnamed, ...(isAsked ? namedIn(chain, unnamed) : [])]) {
      looks.left -= chain.steps.length;
      if (looks.left < 0) break;
      const [broken] = ladderFaults(chain, { cast, demands });
      if (broken !== undefined) return ladderStory(chain, cast, broken, at);
      if (!isAsked) continue;
      const wrong = (cast === unnamed ? listening.fault(cast) : null) ?? closings.deadEnd(cast);
      if (wrong !== null) return wrong;
    }
  }
  const asked = levels.flatMap(({ cast, demands }) => (demands === 'everything' ? [cast] : []));
  return closings.unreached(asked) ?? closings.unstarted(asked);
}
