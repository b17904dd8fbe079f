import type { TellEffect } from './event.ts';
import type { Duty } from './state.ts';
import type { Instant } from '../clock/calendar.ts';
import type { Role } from '../language/role.ts';

/** Who hears of a duty that nobody on its ladder can take. */
const LEADERS: readonly Role[] = ['trustSafeguardingLead', 'ceo'];

/** What the owner is told; where there is none, the leaders are told that nobody can act. */
export function tellOwner(
  duty: Duty,
  because: 'newDuty' | 'reminder',
  name: string,
  at: Instant,
): TellEffect {
  const base = { kind: 'tell', key: `${duty.step}/${name}`, at, step: duty.step } as const;
  return duty.owner === null
    ? { ...base, because: 'nobodyCanAct', to: { roles: LEADERS } }
    : { ...base, because, to: { person: duty.owner.person } };
}

/** That a duty has come to an owner, or to nobody. The version makes each such moment its own. */
export function tellNewOwner(duty: Duty, at: Instant): TellEffect {
  return tellOwner(
    duty,
    'newDuty',
    `${duty.owner === null ? 'nobody-can-act' : 'new-duty'}/${duty.version}`,
    at,
  );
}
