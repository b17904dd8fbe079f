import type { Effect } from './event.ts';
import { withDuty } from './duties.ts';
import type { CaseState, Duty } from './state.ts';

/** How far an event has been worked out: the state so far, and what must be done because of it. */
export interface Progress {
  readonly state: CaseState;
  readonly effects: readonly Effect[];
}

/** The same with one duty changed and effects added. */
export function changed(progress: Progress, duty: Duty, ...effects: readonly Effect[]): Progress {
  return { state: withDuty(progress.state, duty), effects: [...progress.effects, ...effects] };
}
