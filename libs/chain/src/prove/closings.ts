import type { Cast, CounterExample } from './answer.ts';
import { peopleOf } from './casts.ts';
import { Closures } from './closure.ts';
import { Explorer } from './explorer.ts';
import { reachOf } from './reach.ts';
import { unstartedOf } from './unstarted.ts';
import type { Unreachable } from './reach.ts';
import { walked } from './walked.ts';
import type { Instant } from '../clock/calendar.ts';
import { listed } from '../inherit/say-words.ts';
import type { Chain } from '../language/chain.ts';

/** So many ways to a dead end are tried on the whole chain, before it counts as one that clocks forbid. */
const MOST_TRIES = 20;

/** Whether cases close, and whether everything in a chain can come up; it keeps what was too much to look at. */
export class Closings {
  readonly #chain: Chain;
  readonly #explorer: Explorer;
  readonly #closures: Closures;
  readonly #at: Instant;
  /** Claims left open: there was too much to look at, or what was found could not be played, as if clocks forbade it. */
  readonly undecided = new Set<string>();
  states = 0;

  constructor(chain: Chain, at: Instant) {
    this.#chain = chain;
    this.#explorer = new Explorer(chain);
    this.#closures = new Closures(this.#explorer);
    this.#at = at;
  }

  deadEnd(cast: Cast): CounterExample | null {
    const { deadEnds, isComplete, nodes } = this.#closures.of(cast);
    this.states = Math.max(this.states, nodes);
    if (!isComplete) this.undecided.add(TOO_MANY);
    for (const end of deadEnds.slice(0, MOST_TRIES)) {
      const story = walked(this.#chain, cast, end, this.#at);
      if (story !== null) return story;
    }
    for (const { claim } of deadEnds) this.undecided.add(claim === 'closure' ? FORBIDDEN : QUIET);
    return null;
  }

  /** A duty that must be done, and for which no time runs. */
  unstarted(casts: readonly Cast[]): CounterExample | null {
    const { ends, unknown } = unstartedOf(this.#explorer, casts);
    const open = [...unknown];
    for (const [cast, end] of ends) {
      const story = walked(this.#chain, cast, end, this.#at);
      if (story !== null) return story;
      open.push(end.step ?? '');
    }
    if (open.length > 0) this.undecided.add(startsAlways(open));
    return null;
  }

  unreached(casts: readonly Cast[]): CounterExample | null {
    const { unreachable, unknown, nodes } = reachOf(this.#explorer, casts);
    this.states += nodes;
    if (unknown.length > 0) this.undecided.add(tooManyWays(unknown));
    const [first] = unreachable;
    return first === undefined ? null : this.#never(first);
  }

  #never({ step, outcome }: Unreachable): CounterExample {
    const cast = { subject: [], vacant: [] };
    const label = outcome === null ? undefined : step.outcomes?.[outcome]?.label;
    const never = label === undefined ? 'never comes up' : `can never be done as "${label}"`;
    return {
      claim: 'reachability',
      step: step.id,
      cast,
      people: peopleOf(this.#chain, cast),
      facts: {},
      events: [],
      story: [`Whatever is answered, done or left, "${step.title}" ${never}.`],
    };
  }
}

const TOO_MANY = 'Whether every case can be closed: there are too many states.';

const tooManyWays = (steps: readonly string[]): string =>
  `Whether ${several(steps)} can come up: there are too many ways.`;

const startsAlways = (steps: readonly string[]): string =>
  `Whether the time for ${several(steps)} always starts to run.`;

const several = (steps: readonly string[]): string =>
  listed(
    steps.map((id) => `"${id}"`),
    'and',
  );

const FORBIDDEN = 'Whether clocks rule out the ways found to where a case cannot be closed.';
const QUIET = 'Whether clocks rule out the ways found to where nothing must be done and the case stays open.';
