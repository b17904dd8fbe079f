import type { Chain } from '../language/chain.ts';
import type { Step } from '../language/step.ts';

/** What a chain says, by the paths under which the origins of it are kept. */
export function valuesByPath(chain: Chain): ReadonlyMap<string, unknown> {
  const { steps, facts, events, holds, ...rest } = chain;
  return new Map([
    ...Object.entries(rest),
    ...under('facts', facts),
    ...under('events', events),
    ...under('holds', holds),
    ...steps.flatMap((step) => under(`steps.${step.id}`, split(step))),
  ]);
}

function under(path: string, group: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(group)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [`${path}.${name}`, value]);
}

/** The length of a clock, and that of what repeats, stands apart from the rest of it, since a setting may give it. */
function split({ id: _id, clock, repeat, ...step }: Step): Readonly<Record<string, unknown>> {
  const { every, ...until } = repeat ?? {};
  const again = repeat === undefined ? {} : { repeat: until, 'repeat.every': every };
  if (clock === undefined) return { ...step, ...again };
  if ('event' in clock) {
    const { before, ...rest } = clock;
    return { ...step, clock: rest, 'clock.before': before, ...again };
  }
  const { within, ...rest } = clock;
  return { ...step, clock: rest, 'clock.within': within, ...again };
}
