import { filled } from './fill.ts';
import { namedLengths } from './lengths.ts';
import { isInForce, withoutStepsNotInForce } from './not-in-force.ts';
import { withOffice } from './office-closes.ts';
import { OriginBook } from './origin.ts';
import type { Origins, Source } from './origin.ts';
import type { LayerRefusal } from './refusal.ts';
import { settledSettings } from './settings.ts';
import type { SettledSetting } from './settings.ts';
import type { Direction } from './sooner.ts';
import { stacked } from './stack.ts';
import type { Stack } from './stack.ts';
import type { Chain } from '../language/chain.ts';
import { crossCheck } from '../language/cross-check.ts';
import { LAYERS } from '../language/layer.ts';
import type { Layer } from '../language/layer.ts';

export type Resolved =
  | { readonly ok: true; readonly chain: Chain; readonly origins: Origins }
  | { readonly ok: false; readonly refusals: readonly LayerRefusal[] };

export interface ResolveOptions {
  /** The day on which the case opened, as 2026-11-21. Absent: what layers and steps say of days is left alone. */
  readonly openedOn?: string;
}

/**
 * One chain as all layers together say it: every length filled in, every floor kept. A default gives way to any layer
 * below, a floor only to what is tighter; all that does not go together is refused at once. It never throws.
 */
export function resolve(layers: readonly Layer[], chainId: string, options: ResolveOptions = {}): Resolved {
  const { openedOn } = options;
  const { chain, origins, refusals } = joined(layers, chainId, options);
  if (chain === null) return { ok: false, refusals };
  if (openedOn !== undefined && !isInForce(chain.inForce, openedOn)) {
    return {
      ok: false,
      refusals: [refusal(`"${chain.title}" does not apply to a case that opened on ${openedOn}.`)],
    };
  }
  if (refusals.length > 0) return { ok: false, refusals };
  return checked(openedOn === undefined ? chain : withoutStepsNotInForce(chain, openedOn), origins);
}

/** What all layers make of a chain, whether they go together or not; null where none has it. */
export interface Joined {
  readonly chain: Chain | null;
  readonly origins: OriginBook;
  readonly refusals: readonly LayerRefusal[];
}

/** The same, whatever is wrong with it. What is refused and makes no sense is left as it was. */
export function joined(layers: readonly Layer[], chainId: string, { openedOn }: ResolveOptions = {}): Joined {
  const inOrder = inForceInOrder(layers, openedOn);
  const written = stacked(inOrder, chainId);
  if (written === null) {
    const refusals = [refusal(`No layer has a chain called "${chainId}".`)];
    return { chain: null, origins: new OriginBook(), refusals };
  }
  const stack = withOffice(inOrder, written);
  const { chain, refusals } = withLengths(inOrder, stack);
  return { chain, origins: stack.origins, refusals: [...stack.refusals, ...refusals] };
}

/** From the top down; two of one kind by their names, so that in whichever order they come they say the same. */
function inForceInOrder(layers: readonly Layer[], openedOn: string | undefined): Layer[] {
  return layers
    .filter(({ inForce }) => openedOn === undefined || isInForce(inForce, openedOn))
    .sort(
      (one, other) => LAYERS.indexOf(one.layer) - LAYERS.indexOf(other.layer) || (one.id < other.id ? -1 : 1),
    );
}

function withLengths(
  layers: readonly Layer[],
  stack: Stack,
): { chain: Chain; refusals: readonly LayerRefusal[] } {
  const isBelow = belowIn(layers);
  const { settings, refusals } = settledSettings(layers, isBelow, directionsIn(stack.chain));
  const steps = stack.chain.steps.map((step) => filled({ stack, settings, isBelow }, step));
  return {
    chain: { ...stack.chain, steps: steps.map(({ step }) => step) },
    refusals: [...refusals, ...steps.flatMap((each) => each.refusals)],
  };
}

/** The named lengths of all layers together, each with what gave it and its floors; nothing is refused. */
export function namedSettings(layers: readonly Layer[]): ReadonlyMap<string, SettledSetting> {
  const inOrder = inForceInOrder(layers, undefined);
  const steps = layers.flatMap(({ chains }) => chains.flatMap((each) => each.steps));
  return settledSettings(inOrder, belowIn(inOrder), directionsIn({ steps })).settings;
}

/** Which of two layers has its say after the other. */
function belowIn(layers: readonly Layer[]): (one: Source, other: Source) => boolean {
  const ranks = new Map(layers.map((layer, index) => [nameOf(layer), index]));
  return (one, other) => (ranks.get(nameOf(one)) ?? 0) > (ranks.get(nameOf(other)) ?? 0);
}

const nameOf = ({ layer, id }: Pick<Source, 'layer' | 'id'>): string => `${layer}/${id}`;

/** A setting leads up to a date where the clocks that name it do. */
function directionsIn({ steps }: Pick<Chain, 'steps'>): (code: string) => Direction {
  const directions = new Map(namedLengths(steps).map(({ setBy, direction }) => [setBy, direction] as const));
  return (code) => directions.get(code) ?? 'on';
}

function checked(chain: Chain, origins: OriginBook): Resolved {
  const mistakes = crossCheck(chain);
  if (mistakes.length === 0) return { ok: true, chain, origins: origins.read() };
  return { ok: false, refusals: mistakes.map(({ path, sentence }) => refusal(sentence, path)) };
}

const refusal = (sentence: string, path = ''): LayerRefusal => ({ path, sentence, by: null, against: null });
