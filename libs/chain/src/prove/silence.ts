import { reporterIn } from './able.ts';
import type { Cast, Played } from './answer.ts';
import type { Facts } from './answer-sets.ts';
import { worldOf } from './casts.ts';
import { leadersOutside } from './line.ts';
import type { CalendarSnapshot, Instant } from '../clock/calendar.ts';
import { DAY } from '../clock/civil.ts';
import { MOST_DAYS_UNHEARD } from '../inherit/limits.ts';
import type { Chain } from '../language/chain.ts';
import type { Step } from '../language/step.ts';
import { advance } from '../reducer/advance.ts';
import type { Effect } from '../reducer/event.ts';
import { nextWake } from '../reducer/next-wake.ts';
import { holdsOneOf } from '../reducer/owner.ts';
import type { CaseState } from '../reducer/state.ts';
import type { World } from '../reducer/world.ts';

const SILENT_FOR = MOST_DAYS_UNHEARD * DAY;

/**
 * What of a chain can come up though nobody acts: what waits for nothing, or for somebody's being late. Reminders go to an
 * owner, who has heard of the duty already, and so are left out, as is telling the same people again.
 */
export function untouched(chain: Chain): Chain {
  const steps = chain.steps.flatMap((step) => {
    const comes = step.after === undefined || JSON.stringify(step.after).includes('"late"');
    return comes ? [onceTold(step)] : neverClosing(step);
  });
  return { ...chain, steps };
}

/** Whoever is told again has been told before. */
function onceTold(step: Step): Step {
  const late = step.late.map((rung) => ('tell' in rung ? { ...rung, every: undefined } : rung));
  const unacknowledged = step.unacknowledged.map((rung) =>
    'tell' in rung ? { ...rung, every: undefined } : rung,
  );
  return { ...step, remind: [], late, unacknowledged };
}

/** A closing step that never comes up: a case that has one does not end merely because nothing is owed. */
export function neverClosing(step: Step): Step[] {
  return step.closes === undefined ? [] : [{ ...step, when: { any: [] } }];
}

export interface Silence {
  readonly opened: CaseState;
  /** When a leader outside the line was told; null where none was. */
  readonly toldAt: Instant | null;
  readonly events: readonly Played[];
  readonly effects: readonly Effect[];
}

/** Opens a case and lets time pass, with nobody doing anything, until a leader outside the line has been told. */
export function silence(
  chain: Chain,
  cast: Cast,
  facts: Facts,
  at: Instant,
  calendar: CalendarSnapshot,
): Silence {
  const world = worldOf(chain, cast, calendar);
  const opens = { type: 'opened', by: reporterIn(cast), awareAt: at, facts, drill: false } as const;
  const events: Played[] = [{ at, event: opens }];
  const first = advance(world, null, opens, at);
  if (!first.ok) throw new Error(`A case that the prover opens is taken: ${first.refusal.sentence}`);
  let { state, effects } = first;
  const heard = [...effects];
  for (;;) {
    const told = effects.find((effect) => reaches(world, state, cast, effect));
    if (told !== undefined) return { opened: first.state, toldAt: told.at, events, effects: heard };
    const wake = nextWake(state);
    if (wake === null || wake > at + SILENT_FOR) {
      return { opened: first.state, toldAt: null, events, effects: heard };
    }
    const next = advance(world, state, { type: 'timePassed' }, wake);
    if (!next.ok) throw new Error(`Time passes: ${next.refusal.sentence}`);
    ({ state, effects } = next);
    heard.push(...effects);
    events.push({ at: wake, event: { type: 'timePassed' } });
  }
}

/** Whoever has the duty themselves is nobody who would hear that it is left; somebody else had what was handed up to them. */
function reaches(world: World, state: CaseState, { subject }: Cast, effect: Effect): boolean {
  if (effect.kind !== 'tell') return false;
  const { to, because, step } = effect;
  const owner = because === 'handedUp' || step === null ? null : state.duties[step]?.owner?.person;
  const able = leadersOutside(world.chain, subject).filter((post) =>
    world.people.some(
      ({ role, person, excluded, away }) => role === post && person !== owner && !excluded && !away,
    ),
  );
  return 'person' in to
    ? to.person !== owner && able.some((post) => holdsOneOf(world, state, to.person, [post]))
    : to.roles.some((role) => (able as readonly string[]).includes(role));
}
