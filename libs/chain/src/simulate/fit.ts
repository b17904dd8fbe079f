import { difference } from './difference.ts';
import type { Difference } from './difference.ts';
import { mended } from './mend.ts';
import type { Instant } from '../clock/calendar.ts';
import { namesOf } from '../inherit/say-names.ts';
import { stepOfKey } from '../reducer/duties.ts';
import { advance } from '../reducer/advance.ts';
import type { CaseEvent, Effect, Refusal } from '../reducer/event.ts';
import { holdsOneOf, isExcluded } from '../reducer/owner.ts';
import type { CaseState } from '../reducer/state.ts';
import type { World } from '../reducer/world.ts';

export interface Fit {
  /** Null where the event could not be taken. */
  readonly state: CaseState | null;
  readonly effects: readonly Effect[];
  readonly notes: readonly Difference[];
  /** Whether it may fit later: what it needs has not come up, or something stands before it. */
  readonly waits?: true;
}

/** More would mean that mending one thing breaks another. */
const MOST_MENDINGS = 5;

/** An event taken as it was, or as nearly as the chain allows, with what had to be made of it. */
export function fitted(world: World, state: CaseState | null, event: CaseEvent, now: Instant): Fit {
  const notes: Difference[] = [];
  let tried = asSeen(state, event);
  for (let turn = 0; turn < MOST_MENDINGS; turn += 1) {
    const result = advance(world, state, tried, now);
    if (result.ok) {
      return agreed(world, result.state, { state: result.state, effects: result.effects, notes }, event, now);
    }
    const mending = mended(world, state, tried, result.refusal, now);
    if (mending === null) return unfit(world, event, result.refusal, notes, now);
    notes.push(mending.note);
    tried = mending.event;
  }
  return { state: null, effects: [], notes };
}

/** Whoever acted had the present version before them. */
function asSeen(state: CaseState | null, event: CaseEvent): CaseEvent {
  const duty = 'step' in event ? state?.duties[event.step] : undefined;
  return 'version' in event && duty !== undefined ? { ...event, version: duty.version } : event;
}

const MAY_FIT_LATER: readonly Refusal['code'][] = ['notOpen', 'gated', 'held', 'stillOwed', 'onlyAdvice'];

function unfit(
  world: World,
  event: CaseEvent,
  { code, sentence }: Refusal,
  notes: readonly Difference[],
  at: Instant,
): Fit {
  // That the draft opens no such case is said once, where it would have been opened.
  if (event.type === 'childEnded') return { state: null, effects: [], notes };
  const who = 'by' in event ? event.by : 'Somebody';
  const step = 'step' in event ? event.step : null;
  const what = step === null ? 'This' : `What ${who} did on ${namesOf(world.chain).step(stepOfKey(step))}`;
  const note = difference(world.calendar, {
    kind: 'doesNotFit',
    at,
    step,
    sentence: `${what} does not fit the draft here.`,
    why: sentence,
  });
  const waits = event.type === 'done' && MAY_FIT_LATER.includes(code);
  return { state: null, effects: [], notes: [...notes, note], ...(waits ? { waits } : {}) };
}

/** Where the draft asks somebody to agree whom nobody asked, the agreement is taken as given at once. */
function agreed(world: World, state: CaseState, fit: Fit, event: CaseEvent, now: Instant): Fit {
  if (event.type !== 'done') return fit;
  const duty = state.duties[event.step];
  const roles = world.chain.steps.find(({ id }) => id === duty?.step)?.approval?.by ?? [];
  const asked = duty?.asked;
  const other = world.people.find(
    ({ person }) =>
      person !== event.by &&
      person !== duty?.owner?.person &&
      !isExcluded(world, state, person) &&
      holdsOneOf(world, state, person, roles),
  );
  if (duty === undefined || !asked || other === undefined) return fit;
  const note = difference(world.calendar, {
    kind: 'asksMore',
    at: now,
    step: duty.key,
    sentence: `${other.person} would have been asked to agree to ${namesOf(world.chain).step(duty.step)}; taken as agreed at once.`,
    why: 'somebody else must agree',
  });
  const agreement = {
    type: 'agreed',
    by: other.person,
    step: duty.key,
    version: duty.version,
    to: 'done',
  } as const;
  const result = advance(world, state, agreement, now);
  if (!result.ok) return fit;
  return { state: result.state, effects: [...fit.effects, ...result.effects], notes: [...fit.notes, note] };
}
