import type { Cast } from './answer.ts';
import { partsOf } from './parts.ts';
import type { Part } from './parts.ts';
import { silence } from './silence.ts';
import type { Silence } from './silence.ts';
import type { CalendarSnapshot, Instant } from '../clock/calendar.ts';
import type { Chain } from '../language/chain.ts';

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
  #cast: { readonly cast: Cast; readonly keys: readonly string[] } | null = null;

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
    let key = `${this.#peopleOf(cast)[index] ?? ''};${at}`;
    for (const id of part.facts) key += `;${facts[id] ?? ''}`;
    const found = this.#known.get(key);
    if (found !== undefined) return found;
    const asked = Object.fromEntries(
      part.facts.flatMap((id) => (id in facts ? [[id, facts[id] ?? '']] : [])),
    );
    const quiet = quietOf(silence(part.chain, cast, asked, at, this.#calendar), part);
    this.#known.set(key, quiet);
    return quiet;
  }

  /** For each part, who of those it speaks of is missing. */
  #peopleOf(cast: Cast): readonly string[] {
    if (this.#cast?.cast === cast) return this.#cast.keys;
    const keys = this.#parts.map(({ roles, asksForPeople }, index) => {
      const vacant = cast.vacant.filter((post) => asksForPeople || roles.has(post));
      return `${index};${cast.subject.join()};${vacant.join()}`;
    });
    this.#cast = { cast, keys };
    return keys;
  }
}

function quietOf({ opened, toldAt }: Silence, { chain }: Part): Quiet {
  const owned = chain.steps.flatMap(({ id, path }) =>
    path !== undefined && (opened.duties[id]?.owner ?? null) !== null ? [path] : [],
  );
  return { toldAt, owned: new Set(owned) };
}
