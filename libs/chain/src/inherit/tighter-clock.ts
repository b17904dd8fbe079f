import { implies } from './implies.ts';
import { isSame } from './kept.ts';
import type { Step } from '../language/step.ts';

/**
 * Why a clock is no longer the one that a layer above set, apart from its lengths: those are compared with the settings
 * that fill them in. Pauses and options of days may come or go, since the engine lets none of them move a floor.
 */
export function whyAnotherClock(below: Step, above: Step): string | null {
  if (above.clock === undefined) return null;
  if (below.clock === undefined) return 'it may not lose its clock';
  if (below.clock.whose !== above.clock.whose) return 'its time must stay the time of the same people';
  return whyStartsLater(below.clock, above.clock) ?? whyComesBackLater(below, above);
}

type Clock = NonNullable<Step['clock']>;

/** A matter is known before anything in its case happens, so a clock from awareness is never later. */
function whyStartsLater(below: Clock, above: Clock): string | null {
  const why = 'its time must be counted from the same instant, or from awareness';
  if ('event' in above || 'event' in below) {
    const isSameEvent = 'event' in above && 'event' in below && above.event === below.event;
    return isSameEvent ? null : 'its time must lead up to the same event';
  }
  return below.from === 'awareness' || isSame(below.from, above.from) ? null : why;
}

/** A step that comes again keeps coming. */
function whyComesBackLater(below: Step, above: Step): string | null {
  if (above.repeat === undefined) return null;
  if (below.repeat === undefined) return 'it must go on coming up again';
  return implies(below.repeat.until, above.repeat.until) === true ? null : 'it may not stop coming up sooner';
}
