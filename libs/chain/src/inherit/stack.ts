import { changed } from './changed.ts';
import { checkChange } from './check-change.ts';
import { floorsIn } from './floor.ts';
import type { Floor } from './floor.ts';
import { impliedFloors } from './implied.ts';
import { OriginBook, sourceOf } from './origin.ts';
import type { Source } from './origin.ts';
import type { LayerRefusal } from './refusal.ts';
import { valuesByPath } from './values-by-path.ts';
import { namedLengths } from './lengths.ts';
import type { LengthOf } from './lengths.ts';
import type { Amendment } from '../language/amendment.ts';
import type { Chain } from '../language/chain.ts';
import type { Layer } from '../language/layer.ts';
import type { Mistake } from '../language/mistake.ts';
import type { FloorField, Step } from '../language/step.ts';

/** What became of one chain when each layer had had its say. */
export interface Stack {
  readonly chain: Chain;
  readonly floors: readonly Floor[];
  readonly origins: OriginBook;
  /** The settings that the clock of each step, or what it repeats by, has named in any layer: their floors stay with it. */
  readonly settings: ReadonlyMap<string, ReadonlySet<string>>;
  readonly refusals: readonly LayerRefusal[];
}

/** One chain through all layers, in order; null where none has it. */
export function stacked(layers: readonly Layer[], chainId: string): Stack | null {
  let stack: Stack | null = null;
  const early: LayerRefusal[] = [];
  for (const layer of layers) {
    const by = sourceOf(layer);
    for (const chain of layer.chains.filter(({ id }) => id === chainId)) {
      stack = stack === null ? founded(chain, by) : replacedBy(stack, chain, by);
    }
    for (const amendment of layer.amendments.filter(({ amends }) => amends === chainId)) {
      if (stack === null) early.push(nothingToAmend(chainId, by));
      else stack = amendedBy(stack, amendment, by);
    }
  }
  return stack === null ? null : { ...stack, refusals: [...early, ...stack.refusals] };
}

function nothingToAmend(chainId: string, by: Source): LayerRefusal {
  const sentence = `${by.title} changes "${chainId}", which no layer above it has.`;
  return { path: '', sentence, by, against: null };
}

const NOTHING: Omit<Stack, 'chain' | 'origins'> = { floors: [], settings: new Map(), refusals: [] };

function founded(chain: Chain, by: Source): Stack {
  const origins = new OriginBook();
  origins.write(by, new Map(), valuesByPath(chain));
  return withFloors({ ...NOTHING, chain, origins }, [], marksOf(chain.steps), by);
}

/** A layer that writes the whole chain anew stands under the same floors. */
function replacedBy(stack: Stack, chain: Chain, by: Source): Stack {
  return next(stack, chain, [], marksOf(chain.steps), by);
}

function amendedBy(stack: Stack, amendment: Amendment, by: Source): Stack {
  const { chain, mistakes } = changed(stack.chain, amendment);
  return next(stack, chain, mistakes, marksOf(amendment.steps), by);
}

type Marks = ReadonlyMap<string, readonly FloorField[]>;

const marksOf = (steps: readonly { id: string; floors?: FloorField[] | undefined }[]): Marks =>
  new Map(steps.map(({ id, floors }) => [id, floors ?? []]));

function next(stack: Stack, chain: Chain, mistakes: readonly Mistake[], marks: Marks, by: Source): Stack {
  const { origins, floors } = stack;
  const holdBy = (hold: string): Source => origins.get(`holds.${hold}`)?.by ?? by;
  const refused = [
    ...mistakes.map((mistake) => ({ ...mistake, by, against: null })),
    ...checkChange({ above: stack.chain, below: chain, by, holdBy, floors }),
  ];
  origins.write(by, valuesByPath(stack.chain), valuesByPath(chain));
  const refusals = [...stack.refusals, ...refused];
  return withFloors({ ...stack, chain, refusals }, stack.chain.steps, marks, by);
}

/** The stack with what one layer makes a floor, and the settings that its clocks name. */
function withFloors(stack: Stack, above: readonly Step[], marks: Marks, by: Source): Stack {
  const old = new Map(above.map((step) => [step.id, step]));
  const marked = stack.chain.steps.flatMap((step) =>
    floorsIn(step, marks.get(step.id) ?? [], by, old.get(step.id)),
  );
  const implied = impliedFloors(stack.chain, above, [...stack.floors, ...marked], by);
  const floors = [...marked, ...implied];
  for (const { step, field } of floors) {
    stack.origins.markFloor(`steps.${step.id}.${field}`, by);
  }
  return { ...stack, floors: [...stack.floors, ...floors], settings: withSettings(stack) };
}

function withSettings({ settings, chain }: Stack): Stack['settings'] {
  const all = new Map(settings);
  for (const { id, of, setBy } of namedLengths(chain.steps)) {
    all.set(`${id}.${of}`, new Set([...(all.get(`${id}.${of}`) ?? []), setBy]));
  }
  return all;
}

/** The settings that a length of a step has named in any layer. */
export const settingsNamed = ({ settings }: Stack, id: string, of: LengthOf): readonly string[] => [
  ...(settings.get(`${id}.${of}`) ?? []),
];
