import { isSame } from './kept.ts';
import type { Amendment, StepChange } from '../language/amendment.ts';
import type { Chain } from '../language/chain.ts';
import type { Mistake } from '../language/mistake.ts';
import { sayIssues } from '../language/say-issues.ts';
import { step as stepSchema } from '../language/step.ts';
import type { Step } from '../language/step.ts';
import { twice } from '../language/twice.ts';

export interface Changed {
  readonly chain: Chain;
  readonly mistakes: readonly Mistake[];
}

/** A chain as an amendment changes it, with what in the amendment makes no sense. What does not is left as it was. */
export function changed(chain: Chain, amendment: Amendment): Changed {
  const { amends: _amends, version: _version, steps: _steps, omit: _omit, ...rest } = amendment;
  const { steps, mistakes } = changedSteps(chain.steps, amendment);
  const whole = taken<Chain>({ ...chain, ...rest });
  return {
    chain: {
      ...whole,
      steps: [...steps],
      facts: { ...chain.facts, ...rest.facts },
      events: { ...chain.events, ...rest.events },
      holds: { ...chain.holds, ...rest.holds },
      stages: mergedById(chain.stages, rest.stages ?? []),
      rules: union(chain.rules, rest.rules ?? []),
    },
    mistakes,
  };
}

interface ChangedSteps {
  readonly steps: readonly Step[];
  readonly mistakes: readonly Mistake[];
}

function changedSteps(above: readonly Step[], { steps, omit }: Amendment): ChangedSteps {
  const known = new Set(above.map(({ id }) => id));
  const changes = new Map(steps.map((change) => [change.id, change]));
  const kept = above.filter(({ id }) => !omit.includes(id)).map((step) => merged(step, changes.get(step.id)));
  const added = steps.filter(({ id }) => !known.has(id));
  const start: ChangedSteps = { steps: kept, mistakes: senseless(known, steps, omit) };
  return added.reduce(withAdded, start);
}

function senseless(
  known: ReadonlySet<string>,
  steps: readonly StepChange[],
  omit: readonly string[],
): Mistake[] {
  return [
    ...twice(steps.map(({ id }) => id)).map((id) => ({
      path: `steps.${id}`,
      sentence: `"${id}" is changed twice.`,
    })),
    ...omit.flatMap((id, index) =>
      known.has(id) ? [] : [{ path: `omit.${index}`, sentence: `There is no step "${id}" to leave out.` }],
    ),
    ...steps.flatMap(({ id, place }) =>
      place !== undefined && known.has(id)
        ? [{ path: `steps.${id}.place`, sentence: `"${id}" stands where a layer above has put it.` }]
        : [],
    ),
  ];
}

function merged(step: Step, change: StepChange | undefined): Step {
  if (change === undefined) return step;
  const { place: _place, floors = [], ...rest } = change;
  return { ...taken<Step>({ ...step, ...rest }), floors: union(step.floors, floors) };
}

function withAdded({ steps, mistakes }: ChangedSteps, change: StepChange): ChangedSteps {
  const { place, ...rest } = change;
  const read = stepSchema.safeParse(rest);
  if (!read.success) {
    const said = sayIssues(read.error.issues, rest);
    return {
      steps,
      mistakes: [
        ...mistakes,
        {
          path: `steps.${change.id}`,
          sentence: `"${change.id}" is in no layer above, so it must be a whole step.`,
        },
        ...said.map(({ path, sentence }) => ({ path: `steps.${change.id}.${path}`, sentence })),
      ],
    };
  }
  const at = place === undefined ? steps.length - 1 : steps.findIndex(({ id }) => id === place.after);
  if (at === -1 && place !== undefined) {
    const sentence = `There is no step "${place.after}" to stand after.`;
    return { steps, mistakes: [...mistakes, { path: `steps.${change.id}.place`, sentence }] };
  }
  return { steps: [...steps.slice(0, at + 1), read.data, ...steps.slice(at + 1)], mistakes };
}

/** What was set to null is taken away. The schema allows that only where it may be absent. */
function taken<Whole extends object>(whole: object): Whole {
  return Object.fromEntries(
    Object.entries(whole).filter(([, value]) => value !== null && value !== undefined),
  ) as Whole;
}

function mergedById<Item extends { id: string }>(above: readonly Item[], below: readonly Item[]): Item[] {
  const changes = new Map(below.map((item) => [item.id, item]));
  const known = new Set(above.map(({ id }) => id));
  return [...above.map((item) => changes.get(item.id) ?? item), ...below.filter(({ id }) => !known.has(id))];
}

const union = <Item>(one: readonly Item[], other: readonly Item[]): Item[] => [
  ...one,
  ...other.filter((item) => !one.some((kept) => isSame(kept, item))),
];
