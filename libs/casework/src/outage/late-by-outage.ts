import type { Instant, Reason } from '@trustward/chain';
import { holds } from './outages.ts';
import type { Outage } from './outages.ts';

/** A duty that became late, by its key. */
export interface BecameLate {
  readonly step: string;
  readonly at: Instant;
  readonly owner: string | null;
}

/** Something that somebody was to be told of a duty, and has not been. */
export interface Withheld {
  readonly step: string | null;
  readonly because: Reason;
  readonly person: string;
  readonly at: Instant;
}

/** By what an owner learns that they owe something, and when: also that it is sooner than they knew. */
const REMINDS: readonly Reason[] = ['newDuty', 'handedUp', 'broughtForward', 'reminder'];

/**
 * The outage that made a duty late, if one did; see ADR 0016. That it was due in one is not enough: either nobody could
 * record anything when it was due, or its owner was not told in time something they should have been told.
 */
export function lateByOutage(
  late: BecameLate,
  outages: readonly Outage[],
  withheld: readonly Withheld[],
): Outage | null {
  const around = outages.filter((outage) => holds(outage, late.at));
  const mute = around.find(({ what }) => what === 'recording');
  const silent = around.find(
    (outage) => outage.what === 'reminders' && withheld.some((it) => isMissed(it, late, outage)),
  );
  return mute ?? silent ?? null;
}

const isMissed = ({ step, because, person, at }: Withheld, late: BecameLate, outage: Outage): boolean =>
  step === late.step &&
  person === late.owner &&
  REMINDS.includes(because) &&
  at < late.at &&
  holds(outage, at);
