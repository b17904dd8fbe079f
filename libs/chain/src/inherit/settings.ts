import type { LimitFloor } from './floor.ts';
import { sourceOf } from './origin.ts';
import type { Origin, Replaced } from './origin.ts';
import type { LayerRefusal } from './refusal.ts';
import { settle } from './settle.ts';
import type { Claim, Place } from './settle.ts';
import type { Direction } from './sooner.ts';
import type { Layer, Setting } from '../language/layer.ts';
import { own } from '../language/own.ts';

/** A named length after every layer had its say. */
export interface SettledSetting extends Claim {
  readonly title: string;
  readonly floors: readonly LimitFloor[];
  readonly replaced: readonly Replaced[];
  readonly from: NonNullable<Origin['from']>;
}

export interface SettledSettings {
  readonly settings: ReadonlyMap<string, SettledSetting>;
  readonly refusals: readonly LayerRefusal[];
}

/** All named lengths. In which direction each counts is for the clocks to say that take it up. */
export function settledSettings(
  layers: readonly Layer[],
  isBelow: Place['isBelow'],
  directionOf: (code: string) => Direction,
): SettledSettings {
  const settings = new Map<string, SettledSetting>();
  const refusals: LayerRefusal[] = [];
  for (const layer of layers) {
    for (const code of Object.keys(layer.values)) {
      const setting = own(layer.values, code);
      if (setting === undefined) continue;
      const before = settings.get(code);
      const title = before?.title ?? setting.title;
      const place: Place = { title, path: `values.${code}`, direction: directionOf(code), isBelow };
      const settled = settle({ limit: setting.is, by: sourceOf(layer) }, before?.floors ?? [], place);
      refusals.push(...settled.refusals);
      settings.set(code, after(before, setting, { limit: settled.limit, by: sourceOf(layer) }, title));
    }
  }
  return { settings, refusals };
}

function after(
  before: SettledSetting | undefined,
  setting: Setting,
  claim: Claim,
  title: string,
): SettledSetting {
  const { source, status, note } = setting;
  return {
    ...claim,
    title,
    floors: [...(before?.floors ?? []), ...(setting.strength === 'floor' ? [claim] : [])],
    replaced: before === undefined ? [] : [...before.replaced, { by: before.by, value: before.limit }],
    from: {
      ...(source === undefined ? {} : { source }),
      ...(status === undefined ? {} : { status }),
      ...(note === undefined ? {} : { note }),
    },
  };
}
