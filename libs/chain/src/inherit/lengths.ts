import type { Floor, LimitFloor } from './floor.ts';
import type { Direction } from './sooner.ts';
import { length } from '../clock/length.ts';
import type { Limit } from '../clock/length.ts';
import type { Step } from '../language/step.ts';

export const LENGTHS_OF = ['clock', 'repeat'] as const;
export type LengthOf = (typeof LENGTHS_OF)[number];

/** A length that a step says, which a setting may give and a floor may cap: of its clock, and of what it repeats by. */
export interface StepLength {
  readonly of: LengthOf;
  /** Where it stands in its step. */
  readonly path: 'clock.within' | 'clock.before' | 'repeat.every';
  readonly limit: Limit;
  readonly setBy: string | undefined;
  readonly direction: Direction;
  /** The step with another length and what caps it; nothing where the length is of a kind that it cannot be. */
  with(limit: Limit, floor: Limit | null): Step | null;
}

export const lengthOf = (step: Step, of: LengthOf): StepLength | null =>
  of === 'clock' ? ofClock(step) : ofRepeat(step);

/** Every length of some steps that takes its setting's name. */
export function namedLengths(
  steps: readonly Step[],
): { id: string; of: LengthOf; setBy: string; direction: Direction }[] {
  return steps.flatMap((step) =>
    LENGTHS_OF.flatMap((of) => {
      const { setBy, direction = 'on' } = lengthOf(step, of) ?? {};
      return setBy === undefined ? [] : [{ id: step.id, of, setBy, direction }];
    }),
  );
}

function ofClock(step: Step): StepLength | null {
  const { clock } = step;
  if (clock === undefined) return null;
  const { setBy } = clock;
  if ('within' in clock) {
    return {
      of: 'clock',
      path: 'clock.within',
      limit: clock.within,
      setBy,
      direction: 'on',
      with: (within, floor) => ({ ...step, clock: { ...clock, within, ...capped(floor) } }),
    };
  }
  return {
    of: 'clock',
    path: 'clock.before',
    limit: clock.before,
    setBy,
    direction: 'upTo',
    with: (limit, floor) =>
      plain(limit, (before) => ({ ...step, clock: { ...clock, before, ...capped(floor) } })),
  };
}

function ofRepeat(step: Step): StepLength | null {
  const { repeat } = step;
  if (repeat === undefined) return null;
  return {
    of: 'repeat',
    path: 'repeat.every',
    limit: repeat.every,
    setBy: repeat.setBy,
    direction: 'on',
    with: (limit, floor) =>
      plain(limit, (every) => ({ ...step, repeat: { ...repeat, every, ...capped(floor) } })),
  };
}

const capped = (floor: Limit | null): { floor?: Limit } => (floor === null ? {} : { floor });

function plain(
  limit: Limit,
  made: (limit: Exclude<Limit, { sooner: unknown } | { beforeNext: unknown }>) => Step,
) {
  const read = length.safeParse(limit);
  return read.success ? made(read.data) : null;
}

/** The length that a clock marked as a floor sets, there and in what repeats: the one it calls so, else its own. */
export function limitsOf({ step, by }: Floor, of: LengthOf): LimitFloor[] {
  const { clock, repeat } = step;
  if (clock === undefined) return [];
  if (of === 'clock') {
    return [{ limit: clock.floor ?? ('event' in clock ? clock.before : clock.within), by }];
  }
  return repeat === undefined ? [] : [{ limit: repeat.floor ?? repeat.every, by }];
}
