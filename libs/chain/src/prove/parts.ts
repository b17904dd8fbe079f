import { choicesOf } from './answer-sets.ts';
import type { Choice, Facts } from './answer-sets.ts';
import { gatherNames, noNames } from './names.ts';
import type { Names } from './names.ts';
import { neverClosing } from './silence.ts';
import type { Chain } from '../language/chain.ts';
import { own } from '../language/own.ts';
import type { Step } from '../language/step.ts';
import { ABOVE_ALL, leadersOf } from '../reducer/tell.ts';

/** Some steps of a chain that have nothing to do with its others, with the facts that they look at. */
export interface Part {
  /** The ids of its own steps. */
  readonly inside: ReadonlySet<string>;
  readonly chain: Chain;
  readonly facts: readonly string[];
  /** Every role that a step of it names. */
  readonly roles: ReadonlySet<string>;
  /** Whether a condition of it asks who is there. */
  readonly asksForPeople: boolean;
}

/** A chain in parts, none of which looks at another: what each comes to in silence, it comes to by itself. */
export function partsOf(chain: Chain): Part[] {
  if (endsByItself(chain)) return [partOf(chain, chain.steps)];
  const joins = new Joins(chain.steps.map(({ id }) => id));
  for (const step of chain.steps) {
    for (const other of namesIn(chain, [step]).steps) joins.join(step.id, other);
  }
  const groups = new Map<string, Step[]>();
  for (const step of chain.steps) {
    const group = groups.get(joins.of(step.id));
    if (group === undefined) groups.set(joins.of(step.id), [step]);
    else group.push(step);
  }
  return [...groups.values()].map((group) => partOf(chain, group));
}

/**
 * Whether a case may be over although nobody did anything. Without a closing step it is when nothing is owed in any of its
 * parts; but what has come up stays owed unless something makes it unnecessary, or it never had to be done.
 */
function endsByItself({ steps, holds }: Chain): boolean {
  return (
    steps.every(({ closes }) => closes === undefined) &&
    (steps.some(({ until, optional }) => until !== undefined || optional) || Object.keys(holds).length > 0)
  );
}

/** Names that belong together, whichever way they were joined. */
export class Joins {
  readonly #over: Map<string, string>;

  constructor(names: Iterable<string>) {
    this.#over = new Map([...names].map((name) => [name, name]));
  }

  /** The name that stands for all that are joined with this one. */
  of(name: string): string {
    let found = name;
    for (
      let over = this.#over.get(found);
      over !== undefined && over !== found;
      over = this.#over.get(found)
    ) {
      found = over;
    }
    return found;
  }

  join(one: string, other: string): void {
    if (this.#over.has(other)) this.#over.set(this.of(one), this.of(other));
  }
}

function partOf(chain: Chain, group: readonly Step[]): Part {
  const inside = new Set(group.map(({ id }) => id));
  const steps = chain.steps.flatMap((step) => (inside.has(step.id) ? [step] : neverClosing(step)));
  const said = group.flatMap(({ owner, late, unacknowledged }) => [
    owner,
    ...[...late, ...unacknowledged].map((rung) => ('tell' in rung ? rung.tell : [])),
  ]);
  const { facts, asksForPeople } = namesIn(chain, group);
  const roles = new Set<string>([...said.flat(), ...leadersOf(chain), ...ABOVE_ALL]);
  return { inside, chain: { ...chain, steps }, facts: [...facts].sort(), roles, asksForPeople };
}

/** What the conditions and the clocks of steps speak of. */
function namesIn({ holds }: Chain, steps: readonly Step[]): Names {
  const names = noNames();
  for (const { after, when, until, repeat, clock } of steps) {
    gatherNames(
      [after, when, until, repeat?.until, clock !== undefined && 'from' in clock ? clock.from : null],
      names,
    );
  }
  for (const id of names.holds) {
    const hold = own(holds, id);
    gatherNames([hold?.from, hold?.when, hold?.until], names);
  }
  return names;
}

/** What may be answered as a case opens, as far as the conditions of these steps tell it apart. */
export const openingChoices = (chain: Chain): Choice[] => choicesOf(chain, namesIn(chain, chain.steps));

/** The first answer of each question. */
export const plainAnswers = (chain: Chain): Facts =>
  Object.fromEntries(openingChoices(chain).map(([id, [code]]) => [id, code ?? '']));
