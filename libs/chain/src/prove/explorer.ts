import { ableOf } from './able.ts';
import type { Able } from './able.ts';
import type { Cast } from './answer.ts';
import { newBudget } from './budget.ts';
import { coneOf } from './cone.ts';
import type { Cone } from './cone.ts';
import { explore } from './explore.ts';
import type { Explanation } from './explore.ts';
import type { Explored } from './moves-of.ts';
import { namedBy } from './namings.ts';
import type { Chain } from '../language/chain.ts';
import type { CaseState } from '../reducer/state.ts';

/** Explores parts of a chain, each only once: one claim looks at the states that were found for another. */
export class Explorer {
  readonly chain: Chain;
  readonly budget = newBudget();
  readonly #able = new Map<Cast, Able>();
  readonly #cones = new Map<string, Cone>();
  readonly #known = new Map<string, Explanation>();

  constructor(chain: Chain) {
    this.chain = chain;
  }

  able(cast: Cast): Able {
    const able = this.#able.get(cast) ?? ableOf(this.chain, cast);
    this.#able.set(cast, able);
    return able;
  }

  /** What the coming about of some steps hangs on, and the clock of one of them, and who can do what in it. */
  of(goals: readonly string[], cast: Cast, timed: string | null = null): Explored {
    const name = `${goals.join()};${timed ?? ''}`;
    const cone = this.#cones.get(name) ?? coneOf(this.chain, goals, timed);
    this.#cones.set(name, cone);
    return { whole: this.chain, cone, able: this.able(cast), budget: this.budget };
  }

  /** Every state. */
  all(explored: Explored, cast: Cast): Explanation {
    const key = keyOf(explored, cast);
    return this.#known.get(key) ?? this.#keep(key, explore(explored, cast));
  }

  /** The nearest state that is what is looked for. */
  find(explored: Explored, cast: Cast, isSought: (state: CaseState) => boolean): Explanation {
    const key = keyOf(explored, cast);
    const known = this.#known.get(key);
    if (known === undefined) return this.#keep(key, explore(explored, cast, isSought));
    return { ...known, nodes: [], found: known.nodes.find(({ state }) => isSought(state)) ?? null };
  }

  #keep(key: string, explained: Explanation): Explanation {
    if (explained.found === null && explained.isComplete) this.#known.set(key, explained);
    return explained;
  }
}

/** Casts under which the same people can do the same things, and conditions say the same, come to the same. */
export function keyOf({ whole, cone, able }: Explored, cast: Cast): string {
  const can = cone.inside.map((step) => {
    const owners = step.personal ? [able.owner(step), able.ownerBefore(step)] : [];
    const whose = owners.map((owner) => `${owner}${able.canWaiveFor(step, [owner])}`);
    const ways = [undefined, ...able.leavers].map((one) => {
      const missing = one === undefined ? {} : { away: [one] };
      return `${able.canDo(step, missing) ? '+' : ''}${able.canWaive(step, missing) ? '-' : ''}`;
    });
    return `${step.id}${whose.join()}${ways.join()}`;
  });
  const releases = [...cone.names.holds].sort().map((id) => {
    const release = whole.holds[id]?.release;
    return release === undefined
      ? ''
      : `${able.holders(release.by).join()}/${able.holders(release.grantedBy).join()}`;
  });
  const people = cone.names.asksForPeople ? JSON.stringify(cast) : '';
  const named = cone.inside.map(({ evidence }) => Object.values(namedBy(evidence, able.appointed)));
  return [can, releases, people, named, cone.timed].join(';');
}
