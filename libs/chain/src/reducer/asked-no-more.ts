import type { Progress } from './progress.ts';
import type { CaseState } from './state.ts';
import { tellIfAny } from './tell.ts';
import type { Instant } from '../clock/calendar.ts';

/** Whoever was asked to take a duty over hears once that is over; but not of what they did themselves, or have now. */
export function tellAskedNoMore(
  { duties }: CaseState,
  { state, effects }: Progress,
  at: Instant,
  by: string | null,
): Progress {
  const tells = Object.values(state.duties).flatMap((duty) => {
    const person = duties[duty.key]?.asked?.to?.person;
    return person === by || person === duty.asked?.to?.person || person === duty.owner?.person
      ? []
      : tellIfAny(duty, person, 'askedNoMore', at);
  });
  return { state, effects: [...effects, ...tells] };
}
