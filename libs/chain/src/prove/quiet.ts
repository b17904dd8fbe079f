import type { Cast } from './answer.ts';
import { answerSets } from './answer-sets.ts';
import type { AnswerSets, Choice, Facts } from './answer-sets.ts';
import { costOfPlay, playsToTry } from './budget.ts';
import { Joins, openingChoices, partsOf } from './parts.ts';
import type { Part } from './parts.ts';
import { silence } from './silence.ts';
import type { CalendarSnapshot, Instant } from '../clock/calendar.ts';
import type { Chain } from '../language/chain.ts';
import type { Step } from '../language/step.ts';

/** What comes of a case in which nobody acts. */
interface Quiet {
  /** When a leader outside the line was told; null where none was. */
  readonly toldAt: Instant | null;
  /** The protected ways on which somebody owes something as it opens. */
  readonly owned: ReadonlySet<Step['path']>;
}

/** Parts of a chain that look at the same questions, and what may be answered to them. */
export interface Group {
  readonly parts: readonly Part[];
  readonly choices: readonly Choice[];
  readonly answers: AnswerSets;
}

/** Questions that one part looks at belong together; one that no part looks at stands by itself. */
export function groupsOf(chain: Chain): Group[] {
  const choices = openingChoices(chain);
  const parts = partsOf(chain);
  const joins = new Joins([...choices.map(([id]) => id), ...parts.map((_, index) => `part ${index}`)]);
  for (const [index, { facts }] of parts.entries()) {
    for (const id of facts) joins.join(`part ${index}`, id);
  }
  const groups = new Map<string, { parts: Part[]; choices: Choice[] }>();
  const groupOf = (name: string) => {
    const found = groups.get(joins.of(name)) ?? { parts: [], choices: [] };
    groups.set(joins.of(name), found);
    return found;
  };
  for (const choice of choices) groupOf(choice[0]).choices.push(choice);
  for (const [index, part] of parts.entries()) groupOf(`part ${index}`).parts.push(part);
  return [...groups.values()].flatMap((group) => {
    const matters = group.parts.length > 0 || group.choices.some(([, codes]) => codes.length > 1);
    return matters ? [{ ...group, answers: answerSets(group.choices) }] : [];
  });
}

/**
 * Silence, played part by part and kept: parts that look at the same answers, the same people and the same start come to
 * the same, so that neither further questions nor further posts multiply the plays.
 */
export class Quiets {
  readonly #calendar: CalendarSnapshot;
  readonly #known = new Map<Part, Map<string, Quiet>>();
  readonly #budget = playsToTry();

  constructor(calendar: CalendarSnapshot) {
    this.#calendar = calendar;
  }

  /**
   * What the parts of a group come to together; null where too much has been played already. Where it does not matter when
   * they hear, only those parts are played in which a call may be owed.
   */
  of({ parts }: Group, cast: Cast, facts: Facts, at: Instant, isOnce: boolean): Quiet | null {
    const told: Instant[] = [];
    const owned = new Set<Step['path']>();
    for (const part of parts) {
      if (isOnce && !part.chain.steps.some(isCall)) continue;
      const quiet = this.#part(part, cast, facts, at);
      if (quiet === null) return null;
      if (quiet.toldAt !== null) told.push(quiet.toldAt);
      for (const path of quiet.owned) owned.add(path);
    }
    return { toldAt: told.length === 0 ? null : Math.min(...told), owned };
  }

  #part(part: Part, cast: Cast, facts: Facts, at: Instant): Quiet | null {
    const key = [peopleOf(part, cast), at, ...part.facts.map((id) => facts[id] ?? '')].join(';');
    const known = this.#known.get(part) ?? new Map<string, Quiet>();
    this.#known.set(part, known);
    const found = known.get(key);
    if (found !== undefined) return found;
    if (this.#budget.left <= 0) return null;
    const asked = Object.fromEntries(
      part.facts.flatMap((id) => (id in facts ? [[id, facts[id] ?? '']] : [])),
    );
    const played = silence(part.chain, cast, asked, at, this.#calendar);
    this.#budget.left -= played.events.length * costOfPlay(part.chain, played.opened);
    const quiet = quietOf(played.opened, played.toldAt, part);
    known.set(key, quiet);
    return quiet;
  }
}

/** Who of those that a part speaks of is missing, or one person. */
export function peopleOf({ roles, asksForPeople }: Part, { subject, vacant, both = [] }: Cast): string {
  return `${subject.join()};${vacant.filter((post) => asksForPeople || roles.has(post)).join()};${both.every((post) => roles.has(post)) ? both.join() : ''}`;
}

function quietOf(
  opened: ReturnType<typeof silence>['opened'],
  toldAt: Instant | null,
  { chain }: Part,
): Quiet {
  const owned = chain.steps.filter((step) => isCall(step) && opened.duties[step.id]?.owner);
  return { toldAt, owned: new Set(owned.map(({ path }) => path)) };
}

/** What need not be done makes nobody safe. The Officer may be one to ask where nothing is alleged: people judge that. */
const isCall = ({ path, optional }: Step): boolean => path !== undefined && !(path === 'danger' && optional);
