import { limitOf } from './floor.ts';
import type { LimitFloor } from './floor.ts';
import type { Origin, Source } from './origin.ts';
import type { LayerRefusal } from './refusal.ts';
import { quoted } from './say-words.ts';
import { settle } from './settle.ts';
import type { Place, Settled } from './settle.ts';
import type { SettledSetting } from './settings.ts';
import { soonerOf } from './sooner.ts';
import type { Direction } from './sooner.ts';
import type { Stack } from './stack.ts';
import { length } from '../clock/length.ts';
import type { Limit } from '../clock/length.ts';
import type { Clock } from '../language/clock.ts';
import type { Step } from '../language/step.ts';

/** What fills in the clocks of a chain. */
export interface Filling {
  readonly stack: Stack;
  readonly settings: ReadonlyMap<string, SettledSetting>;
  readonly isBelow: Place['isBelow'];
}

export interface Filled {
  readonly step: Step;
  readonly refusals: readonly LayerRefusal[];
}

/** A step with the length and the floor of its clock, from whichever layers give them; their origin is noted. */
export function filled(filling: Filling, step: Step): Filled {
  const { clock } = step;
  if (clock === undefined) return { step, refusals: [] };
  const path = pathOf(step, clock);
  const setting = clock.setBy === undefined ? undefined : filling.settings.get(clock.setBy);
  const written = filling.stack.origins.get(path)?.by;
  const by = setting?.by ?? written;
  if (by === undefined) return { step, refusals: [] };
  const floors = floorsOf(filling, step);
  const direction = directionOf(clock);
  const place = { title: step.title, path, direction, isBelow: filling.isBelow };
  const settled = settle({ limit: setting?.limit ?? lengthOf(clock), by }, floors, place);
  note(filling.stack, path, step, settled, setting, floors);
  return withLength(step, clock, settled, together(floors, direction));
}

export const directionOf = (clock: Clock): Direction => ('event' in clock ? 'upTo' : 'on');
const lengthOf = (clock: Clock): Limit => ('event' in clock ? clock.before : clock.within);
const pathOf = ({ id }: Step, clock: Clock): string =>
  `steps.${id}.clock.${'event' in clock ? 'before' : 'within'}`;

/** Floors of the step's clock in any layer, and of every setting that any layer let it name. */
function floorsOf({ stack, settings }: Filling, { id }: Step): LimitFloor[] {
  const named = [...(stack.settings.get(id) ?? [])];
  return [
    ...stack.floors.filter(({ step, field }) => step.id === id && field === 'clock').flatMap(limitOf),
    ...named.flatMap((code) => settings.get(code)?.floors ?? []),
  ];
}

function together(floors: readonly LimitFloor[], direction: Direction): Limit | null {
  const [first, ...rest] = floors.map(({ limit }) => limit);
  if (first === undefined) return null;
  return rest.reduce((both, limit) => soonerOf(both, limit, direction), first);
}

/** A clock that leads up to an event has one length; what else counts stands in its floor, which the engine keeps. */
function withLength(step: Step, clock: Clock, settled: Settled, floor: Limit | null): Filled {
  const { refusals } = settled;
  const capped = floor === null ? {} : { floor };
  if ('within' in clock) {
    return { step: { ...step, clock: { ...clock, within: settled.limit, ...capped } }, refusals };
  }
  const read = length.safeParse(settled.limit);
  if (read.success) return { step: { ...step, clock: { ...clock, before: read.data, ...capped } }, refusals };
  if (floor !== null) return { step: { ...step, clock: { ...clock, ...capped } }, refusals };
  const sentence = `${settled.by.title} gives ${quoted(step.title)} a time that cannot lead up to a date: say a length, such as 2 working days.`;
  return {
    step,
    refusals: [...refusals, { path: pathOf(step, clock), sentence, by: settled.by, against: null }],
  };
}

function note(
  { origins }: Stack,
  path: string,
  { clock }: Step,
  { by }: Settled,
  setting: SettledSetting | undefined,
  floors: readonly LimitFloor[],
): void {
  const written = origins.get(path);
  const floorBy = [
    ...new Map<string, Source>(floors.map(({ by: each }) => [`${each.layer}/${each.id}`, each])).values(),
  ];
  if (setting === undefined || clock?.setBy === undefined) {
    if (written !== undefined) origins.set(path, { ...written, by, floorBy });
    return;
  }
  const origin: Origin = {
    by,
    floorBy,
    replaced: [...(by === setting.by ? [] : [{ by: setting.by, value: setting.limit }]), ...setting.replaced],
    setting: clock.setBy,
    from: setting.from,
  };
  origins.set(path, origin);
}
