import { gatherNames, noNames } from './names.ts';
import { neverClosing } from './silence.ts';
import type { Chain } from '../language/chain.ts';
import type { Step } from '../language/step.ts';
import { leadersOf } from '../reducer/tell.ts';

/** Some steps of a chain that have nothing to do with its others, with the facts that they look at. */
export interface Part {
  readonly chain: Chain;
  readonly facts: readonly string[];
  /** Every role that a step of it names. */
  readonly roles: ReadonlySet<string>;
  /** Whether a condition of it asks who is there. */
  readonly asksForPeople: boolean;
}

/** A chain in parts, none of which looks at another: what each comes to in silence, it comes to by itself. */
export function partsOf(chain: Chain): Part[] {
  // A case without a closing step is over when nothing is owed in any of its parts.
  if (chain.steps.every(({ closes }) => closes === undefined)) return [partOf(chain, chain.steps)];
  const groups: (readonly Step[])[] = [];
  for (const step of chain.steps) {
    const joined = groups.filter((group) => group.some((other) => areJoined(chain, step, other)));
    for (const group of joined) groups.splice(groups.indexOf(group), 1);
    groups.push([...joined.flat(), step]);
  }
  return groups.map((group) => partOf(chain, group));
}

function partOf(chain: Chain, group: readonly Step[]): Part {
  const steps = chain.steps.flatMap((step) => (group.includes(step) ? [step] : neverClosing(step)));
  const said = group.flatMap(({ owner, late, unacknowledged }) => [
    owner,
    ...[...late, ...unacknowledged].map((rung) => ('tell' in rung ? rung.tell : [])),
  ]);
  const { facts, asksForPeople } = namesOf(chain, group);
  const roles = new Set<string>([...said.flat(), ...leadersOf(chain)]);
  return { chain: { ...chain, steps }, facts: [...facts].sort(), roles, asksForPeople };
}

const areJoined = (chain: Chain, one: Step, other: Step): boolean =>
  namesOf(chain, [one]).steps.has(other.id) || namesOf(chain, [other]).steps.has(one.id);

function namesOf({ holds }: Chain, steps: readonly Step[]): ReturnType<typeof noNames> {
  const names = noNames();
  for (const { after, when, until, repeat, clock } of steps) {
    gatherNames(
      [after, when, until, repeat?.until, clock !== undefined && 'from' in clock ? clock.from : null],
      names,
    );
  }
  for (const id of names.holds) {
    const hold = Object.hasOwn(holds, id) ? holds[id] : undefined;
    gatherNames([hold?.from, hold?.when, hold?.until], names);
  }
  return names;
}
