import type { Cast } from './answer.ts';
import type { Facts } from './answer-sets.ts';
import { peopleOf } from './quiet.ts';
import type { Group, Quiets } from './quiet.ts';
import type { Start } from './starts.ts';
import type { Instant } from '../clock/calendar.ts';
import type { Chain } from '../language/chain.ts';

/** What a group of parts comes to at a start under the worst of its answers, for each thing that can be bad. */
export interface Worst {
  /** When a leader is told at the latest; null for never. */
  readonly toldAt: Instant | null;
  readonly latest: Facts;
  /** Answers under which a child is in danger and nobody owes anything for it; null where there are none. */
  readonly inDanger: Facts | null;
  /** Answers under which nobody owes anything on the danger path, and on the Designated Officer's. */
  readonly noDanger: Facts | null;
  readonly noOfficer: Facts | null;
}

/** The worst of each group, kept for as long as the same people are missing. */
export class Worsts {
  readonly #chain: Chain;
  readonly #quiets: Quiets;
  readonly #starts: readonly Start[];
  readonly #known = new Map<Group, Map<string, readonly Worst[] | null>>();
  /** How many sets of answers were looked at, each under each start. */
  combinations = 0;
  /** Whether there was too much to play. */
  isCut = false;

  constructor(chain: Chain, quiets: Quiets, starts: readonly Start[]) {
    this.#chain = chain;
    this.#quiets = quiets;
    this.#starts = starts;
  }

  /** For each start, or as at the first where when they hear does not matter; null where there was no room to try. */
  of(group: Group, cast: Cast, isOnce: boolean): readonly Worst[] | null {
    const key = `${isOnce ? 'once' : ''}/${group.parts.map((part) => peopleOf(part, cast)).join('/')}`;
    const known = this.#known.get(group) ?? new Map<string, readonly Worst[] | null>();
    this.#known.set(group, known);
    const found = known.get(key);
    if (found !== undefined) return found;
    const worst = this.#worst(group, cast, isOnce);
    known.set(key, worst);
    return worst;
  }

  #worst(group: Group, cast: Cast, isOnce: boolean): readonly Worst[] | null {
    let worst: readonly Worst[] | null = null;
    for (const facts of group.answers.sets) {
      const each = this.#under(group, cast, facts, isOnce);
      if (each === null) {
        this.isCut = true;
        break;
      }
      worst = worst === null ? each : worst.map((one, index) => worse(one, each[index] ?? one));
    }
    return worst;
  }

  #under(group: Group, cast: Cast, facts: Facts, isOnce: boolean): readonly Worst[] | null {
    const each: Worst[] = [];
    let early: Worst | null = null;
    for (const { at } of this.#starts) {
      if (early !== null) {
        each.push({ ...early, toldAt: isOnce ? null : at });
        continue;
      }
      this.combinations += 1;
      const quiet = this.#quiets.of(group, cast, facts, at, isOnce);
      if (quiet === null) return null;
      const noDanger = quiet.owned.has('danger') ? null : facts;
      const inDanger = noDanger !== null && isDanger(this.#chain, facts) ? facts : null;
      const noOfficer = quiet.owned.has('designatedOfficer') ? null : facts;
      const worst = { toldAt: quiet.toldAt, latest: facts, inDanger, noDanger, noOfficer };
      // Told as the case opens, whatever the hour: other starts come to the same.
      if (quiet.toldAt === at || isOnce) early = worst;
      each.push(worst);
    }
    return each;
  }
}

function worse(one: Worst, other: Worst): Worst {
  const isLater = one.toldAt !== null && (other.toldAt === null || other.toldAt > one.toldAt);
  const { toldAt, latest } = isLater ? other : one;
  return {
    toldAt,
    latest,
    inDanger: one.inDanger ?? other.inDanger,
    noDanger: one.noDanger ?? other.noDanger,
    noOfficer: one.noOfficer ?? other.noOfficer,
  };
}

const isDanger = ({ facts }: Chain, given: Facts): boolean =>
  Object.entries(given).some(([id, code]) => facts[id]?.danger?.includes(code) === true);
