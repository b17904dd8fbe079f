import type { Reason, TellEffect } from './event.ts';
import type { Duty } from './state.ts';
import type { Instant } from '../clock/calendar.ts';
import type { Chain } from '../language/chain.ts';
import type { Role } from '../language/role.ts';

/** Who hears of a duty that nobody on its ladder can take. */
export const LEADERS: readonly Role[] = ['trustSafeguardingLead', 'ceo'];

/** Who hears where those leaders may themselves be whom it is about, or answer to them. */
export const ABOVE_ALL: readonly Role[] = ['trustChair', 'viceChair', 'safeguardingTrustee'];

/** Who leads in a case of this chain: one about a school or the trust itself is kept from those who run the trust. */
export const leadersOf = ({ about }: Pick<Chain, 'about'>): readonly Role[] =>
  about === 'institution' ? ABOVE_ALL : LEADERS;

/** By when a hand-over is answered and who hears if it is not, also where the chain does not say. */
export const handOverOf = ({ handOver, about }: Pick<Chain, 'handOver' | 'about'>) =>
  handOver ?? { answerWithin: { hours: 4 }, tell: leadersOf({ about }) };

/** What the owner is told; where there is none, the leaders are told that nobody can act. */
export function tellOwner(duty: Duty, because: Reason, name: string, at: Instant): TellEffect {
  const base = { kind: 'tell', key: `${duty.key}/${name}`, at, step: duty.key } as const;
  return duty.owner === null
    ? { ...base, because: 'nobodyCanAct', to: { roles: LEADERS } }
    : { ...base, because, to: { person: duty.owner.person } };
}

/** That a duty has come to an owner, or to nobody. The version makes each such moment its own. */
export function tellNewOwner(duty: Duty, at: Instant, because: Reason = 'newDuty'): TellEffect {
  return tellOwner(
    duty,
    because,
    `${duty.owner === null ? 'nobody-can-act' : 'new-duty'}/${duty.version}`,
    at,
  );
}

/** Tells a person something about a duty, once for each of its versions. */
export function tellPerson(duty: Duty, person: string, because: Reason, at: Instant): TellEffect {
  const key = `${duty.key}/${because}/${duty.version}/${person}`;
  return { kind: 'tell', key, at, because, step: duty.key, to: { person } };
}

/** The same, where there is somebody. */
export const tellIfAny = (
  duty: Duty,
  person: string | undefined,
  because: Reason,
  at: Instant,
): TellEffect[] => (person === undefined ? [] : [tellPerson(duty, person, because, at)]);

/** Tells whoever holds some roles something about a duty, once for each of its versions; but nobody excepted. */
export function tellRoles(
  duty: Duty,
  roles: readonly Role[],
  because: Reason,
  at: Instant,
  except: readonly string[] = [],
): TellEffect {
  const key = `${duty.key}/${because}/${duty.version}`;
  const to = except.length === 0 ? { roles } : { roles, except };
  return { kind: 'tell', key, at, because, step: duty.key, to };
}
