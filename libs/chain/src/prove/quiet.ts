import type { Cast } from './answer.ts';
import { partsOf } from './parts.ts';
import type { Part } from './parts.ts';
import { silence } from './silence.ts';
import type { Silence } from './silence.ts';
import type { CalendarSnapshot, Instant } from '../clock/calendar.ts';
import type { Chain } from '../language/chain.ts';
import { LEADERS } from '../reducer/tell.ts';

type Facts = Readonly<Record<string, string>>;

/** What comes of a case in which nobody acts. */
export interface Quiet {
  /** When a leader outside the line was told; null where none was. */
  readonly toldAt: Instant | null;
  /** The protected ways on which somebody owes something as it opens. */
  readonly owned: ReadonlySet<string>;
}

/**
 * Silence, played part by part and kept: parts that look at the same answers, the same people and the same start come to
 * the same, so that neither further questions nor further posts multiply the plays.
 */
export class Quiets {
  readonly #parts: readonly Part[];
  readonly #calendar: CalendarSnapshot;
  readonly #known = new Map<string, Quiet>();

  /** Takes what of a chain can come up untouched. */
  constructor(chain: Chain, calendar: CalendarSnapshot) {
    this.#parts = partsOf(chain);
    this.#calendar = calendar;
  }

  of(cast: Cast, facts: Facts, at: Instant): Quiet {
    const each = this.#parts.map((part, index) => this.#part(part, index, cast, facts, at));
    const told = each.flatMap(({ toldAt }) => toldAt ?? []);
    return {
      toldAt: told.length === 0 ? null : Math.min(...told),
      owned: new Set(each.flatMap(({ owned }) => [...owned])),
    };
  }

  #part(part: Part, index: number, cast: Cast, facts: Facts, at: Instant): Quiet {
    const asked = Object.fromEntries(
      part.facts.flatMap((id) => (id in facts ? [[id, facts[id] ?? '']] : [])),
    );
    const vacant = cast.vacant.filter(
      (post) => part.roles.has(post) || LEADERS.includes(post) || asksForPeople(part),
    );
    const key = [index, at, ...cast.subject, '-', ...vacant, '-', ...Object.values(asked)].join();
    const found = this.#known.get(key) ?? quietOf(silence(part.chain, cast, asked, at, this.#calendar), part);
    this.#known.set(key, found);
    return found;
  }
}

const asksForPeople = ({ chain }: Part): boolean => JSON.stringify(chain.steps).includes('"role":');

function quietOf({ opened, toldAt }: Silence, { chain }: Part): Quiet {
  const owned = chain.steps.flatMap(({ id, path }) =>
    path !== undefined && opened.duties[id]?.owner != null ? [path] : [],
  );
  return { toldAt, owned: new Set(owned) };
}
