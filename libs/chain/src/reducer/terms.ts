import { isOwed } from './duties.ts';
import type { Progress } from './progress.ts';
import type { CaseState, Duty } from './state.ts';
import type { Instant } from '../clock/calendar.ts';
import type { Role } from '../language/role.ts';

const WHO_KNOWS_TERMS: readonly Role[] = ['headteacher', 'trustSafeguardingLead'];

const unsureOf = ({ duties }: CaseState): Duty | undefined =>
  Object.values(duties).find((duty) => isOwed(duty) && duty.provisional);

/** Tells the school, when it begins to be so and once, that its term dates end before one of the case's clocks does. */
export function tellTermsRunOut(before: CaseState, { state, effects }: Progress, at: Instant): Progress {
  const unsure = unsureOf(state);
  if (unsure === undefined || unsureOf(before) !== undefined) return { state, effects };
  return {
    state,
    effects: [
      ...effects,
      {
        kind: 'tell',
        // It may be so again, of the same clock and with nothing else changed.
        key: `terms-run-out/${unsure.key}/${at}`,
        at,
        because: 'termsRunOut',
        step: unsure.key,
        to: { roles: WHO_KNOWS_TERMS },
      },
    ],
  };
}
