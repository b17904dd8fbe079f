import { isOwed, nextWake } from '@trustward/chain';
import type { CaseState, Instant, World } from '@trustward/chain';
import type { ChangeCause } from '../drive.ts';
import { playChange, playTime } from '../move.ts';
import type { Move } from '../move.ts';

/** What a change does to one case. */
export interface Consequences {
  /** How many deadlines come earlier, and how many later. */
  readonly earlier: number;
  readonly later: number;
  /** How many duties become late by it. */
  readonly late: number;
  /** How many get another owner. */
  readonly handed: number;
  /** How many have nobody any more who can do them. */
  readonly unowned: number;
  /** Of the deadlines that move, the nearest. */
  readonly nearest: { readonly was: Instant; readonly is: Instant } | null;
  /** When the case is woken after it. */
  readonly wakeAt: Instant | null;
  /** In how many ms time alone makes it another: a deadline that moves falls due, as it was or as it would be. */
  readonly holdsFor: number | null;
}

/** What a change would do to a case as it stands: the events that will be played, played without being written. */
export function consequencesFor(
  cause: ChangeCause,
  world: World,
  state: CaseState,
  now: Instant,
): Consequences {
  const at = Math.max(now, state.playedTo);
  const before = playTime(cause.before(world), state, at).at(-1)?.state ?? state;
  return consequencesOf(before, playChange(cause, world, before, at), at);
}

/** What came of the event of a change, which is the only one given; none, where nothing came of it. */
function consequencesOf(before: CaseState, [move]: readonly Move[], at: Instant): Consequences {
  const after = move?.state ?? before;
  const effects = move?.effects ?? [];
  const moved = effects.flatMap((it) =>
    it.kind === 'reschedule' && it.was !== null && it.is !== null ? [{ was: it.was, is: it.is }] : [],
  );
  const changed = Object.values(after.duties).filter((duty) => isOwed(duty) && isMoved(before, duty));
  const passes = moved.flatMap(({ was, is }) => [was, is]).filter((instant) => instant > at);
  const [nearest = null] = moved.toSorted((one, other) => soonest(one) - soonest(other));
  return {
    earlier: moved.filter(({ was, is }) => is < was).length,
    later: moved.filter(({ was, is }) => is > was).length,
    late: effects.filter(({ kind }) => kind === 'breach').length,
    handed: changed.filter(({ owner }) => owner !== null).length,
    unowned: changed.filter(({ owner }) => owner === null).length,
    nearest,
    wakeAt: nextWake(after),
    holdsFor: passes.length === 0 ? null : Math.min(...passes) - at,
  };
}

const soonest = ({ was, is }: { readonly was: Instant; readonly is: Instant }): Instant => Math.min(was, is);

function isMoved({ duties }: CaseState, { key, owner }: CaseState['duties'][string]): boolean {
  const had = duties[key];
  return had !== undefined && had.owner?.person !== owner?.person;
}
