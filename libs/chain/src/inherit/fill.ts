import type { LimitFloor } from './floor.ts';
import { lengthOf, LENGTHS_OF, limitsOf } from './lengths.ts';
import type { StepLength } from './lengths.ts';
import type { Origin, Source } from './origin.ts';
import type { LayerRefusal } from './refusal.ts';
import { quoted } from './say-words.ts';
import { settle } from './settle.ts';
import type { Place, Settled } from './settle.ts';
import type { SettledSetting } from './settings.ts';
import { partsOf, soonerOf } from './sooner.ts';
import type { Direction } from './sooner.ts';
import { settingsNamed } from './stack.ts';
import type { Stack } from './stack.ts';
import type { Limit } from '../clock/length.ts';
import type { Step } from '../language/step.ts';

/** What fills in the lengths of a chain. */
export interface Filling {
  readonly stack: Stack;
  readonly settings: ReadonlyMap<string, SettledSetting>;
  readonly isBelow: Place['isBelow'];
}

export interface Filled {
  readonly step: Step;
  readonly refusals: readonly LayerRefusal[];
}

/** A step with its lengths and their floors, from whichever layers give them; their origin is noted. */
export function filled(filling: Filling, step: Step): Filled {
  return LENGTHS_OF.reduce<Filled>(
    (soFar, of) => {
      const written = lengthOf(soFar.step, of);
      if (written === null) return soFar;
      const next = withLength(filling, soFar.step, written);
      return { step: next.step, refusals: [...soFar.refusals, ...next.refusals] };
    },
    { step: withFloorOf(filling, step), refusals: [] },
  );
}

/** A time of ours whose setting some layer holds as a floor is one like a step's own: nobody waives it. Nor a call, in any case. */
function withFloorOf(filling: Filling, step: Step): Step {
  const { path, clock, floors } = step;
  const isOurs = (path ?? clock?.whose) === undefined && heldBy(filling, step, 'clock').length > 0;
  return isOurs ? { ...step, floors: [...new Set([...floors, 'clock' as const])] } : step;
}

/** The floors of every setting that any layer let a length name. */
const heldBy = ({ stack, settings }: Filling, step: Step, of: StepLength['of']): LimitFloor[] =>
  settingsNamed(stack, step.id, of).flatMap((code) => settings.get(code)?.floors ?? []);

function withLength(filling: Filling, step: Step, written: StepLength): Filled {
  const { stack, settings, isBelow } = filling;
  const path = `steps.${step.id}.${written.path}`;
  const setting = written.setBy === undefined ? undefined : settings.get(written.setBy);
  const by = setting?.by ?? stack.origins.get(path)?.by;
  if (by === undefined) return { step, refusals: [] };
  const floors = floorsOf(filling, step, written);
  const { direction } = written;
  const place = { title: step.title, path, direction, isBelow };
  const settled = settle({ limit: setting?.limit ?? written.limit, by }, floors, place);
  note(stack, path, written, settled, setting, floors);
  const { limit, refusals } = settled;
  const filledIn = taking(
    written,
    limit,
    together(
      floors.map((floor) => floor.limit),
      direction,
    ),
  );
  if (filledIn !== null) return { step: filledIn, refusals };
  const what = direction === 'upTo' ? 'lead up to a date' : 'say how often something comes up again';
  const sentence = `${settled.by.title} gives ${quoted(step.title)} a time that cannot ${what}: say a length, such as 2 working days.`;
  return { step, refusals: [...refusals, { path, sentence, by: settled.by, against: null }] };
}

/** Floors of the length in any layer, and of every setting that any layer let it name. */
function floorsOf(filling: Filling, step: Step, { of }: StepLength): LimitFloor[] {
  return [
    ...filling.stack.floors.flatMap((floor) =>
      floor.step.id === step.id && floor.field === 'clock' ? limitsOf(floor, of) : [],
    ),
    ...heldBy(filling, step, of),
  ];
}

function together(limits: readonly Limit[], direction: Direction): Limit | null {
  return limits.reduce<Limit | null>(
    (both, limit) => (both === null ? limit : soonerOf(both, limit, direction)),
    null,
  );
}

/**
 * Where several lengths count and the step can take but one, the others join its floor, which the engine keeps; where it can
 * take none of them, they all stand in the floor over what was written, if there is one.
 */
function taking(written: StepLength, settled: Limit, floor: Limit | null): Step | null {
  const under = (limits: readonly Limit[]): Limit | null =>
    together(limits.concat(floor ?? []), written.direction);
  const parts = partsOf(settled);
  const ways = [
    written.with(settled, floor),
    ...parts.map((part) => written.with(part, under(parts.filter((other) => other !== part)))),
    floor === null ? null : written.with(written.limit, under(parts)),
  ];
  return ways.find((step) => step !== null) ?? null;
}

function note(
  { origins }: Stack,
  path: string,
  { setBy }: StepLength,
  { by }: Settled,
  setting: SettledSetting | undefined,
  floors: readonly LimitFloor[],
): void {
  const written = origins.get(path);
  const floorBy = [
    ...new Map<string, Source>(floors.map(({ by: each }) => [`${each.layer}/${each.id}`, each])).values(),
  ];
  if (setting === undefined || setBy === undefined) {
    if (written !== undefined) origins.set(path, { ...written, by, floorBy });
    return;
  }
  const origin: Origin = {
    by,
    floorBy,
    replaced: [...(by === setting.by ? [] : [{ by: setting.by, value: setting.limit }]), ...setting.replaced],
    setting: setBy,
    from: setting.from,
  };
  origins.set(path, origin);
}
