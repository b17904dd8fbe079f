import type { Progress } from './progress.ts';
import type { Duty } from './state.ts';
import type { Instant } from '../clock/calendar.ts';
import type { Role } from '../language/role.ts';

const WHO_KNOWS_TERMS: readonly Role[] = ['headteacher', 'trustSafeguardingLead'];

/** Tells the school, once in a case, that its term dates end before one of the case's clocks does. */
export function tellTermsRunOut(progress: Progress, duty: Duty, at: Instant): Progress {
  if (!duty.provisional) return progress;
  const others = Object.values(progress.state.duties).filter(({ key }) => key !== duty.key);
  if (others.some(({ provisional }) => provisional)) return progress;
  return {
    ...progress,
    effects: [
      ...progress.effects,
      {
        kind: 'tell',
        key: `terms-run-out/${duty.key}/${duty.version}`,
        at,
        because: 'termsRunOut',
        step: duty.key,
        to: { roles: WHO_KNOWS_TERMS },
      },
    ],
  };
}
