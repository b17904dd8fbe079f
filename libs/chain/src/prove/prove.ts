import type { CounterExample, Proof } from './answer.ts';
import { castsOf } from './casts.ts';
import { Closings } from './closings.ts';
import { ladderFaults } from './ladders.ts';
import { ladderStory } from './ladder-story.ts';
import { notExplored } from './not-explored.ts';
import { overPeriods } from './over-periods.ts';
import { protectedFaults } from './protected.ts';
import { Listening } from './listening.ts';
import { PROOF_CALENDAR, STARTS } from './starts.ts';
import type { Start } from './starts.ts';
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
  const listening = new Listening(chain, calendar, starts);
  const closings = new Closings(chain, storyStart(starts));
  const counterExample = refuted(chain, listening, closings, storyStart(starts));
  const left = notExplored(chain, starts, closings.unknown);
  return counterExample === null
    ? {
        ok: true,
        bounds: listening.bounds,
        combinations: listening.combinations,
        states: closings.states,
        notExplored: left,
      }
    : { ok: false, counterExample, notExplored: left };
}

/** A Friday afternoon, where there is one. */
const storyStart = (starts: readonly Start[]): number => (starts[1] ?? starts[0])?.at ?? 0;

/** The simplest: fewest people missing first, and under each the claims in their order. */
function refuted(chain: Chain, listening: Listening, closings: Closings, at: number): CounterExample | null {
  const [barred] = protectedFaults(chain);
  if (barred !== undefined) return ladderStory(chain, { subject: [], vacant: [] }, barred, at);
  const levels = castsOf(chain);
  for (const { cast, demands } of levels) {
    const [broken] = ladderFaults(chain, { cast, demands });
    if (broken !== undefined) return ladderStory(chain, cast, broken, at);
    if (demands === 'protected') continue;
    const wrong = listening.fault(cast) ?? closings.deadEnd(cast);
    if (wrong !== null) return wrong;
  }
  return closings.unreached(levels.flatMap(({ cast, demands }) => (demands === 'everything' ? [cast] : [])));
}
