import type { CalendarSnapshot } from '../clock/calendar.ts';
import type { Length } from '../clock/length.ts';
import type { Chain, LOCAL_AUTHORITY_SETTINGS } from '../language/chain.ts';
import type { Role } from '../language/role.ts';

/** Someone who holds a post that can own a duty of this case: the case's school, or the trust. */
export interface PostHolder {
  readonly person: string;
  readonly role: Role;
  /** Excluded from this case, as its subject or by a conflict: never an owner, never told. */
  readonly excluded: boolean;
  /** Away or suspended: owns nothing meanwhile. Where a ladder has nobody else, the leaders are told. */
  readonly away: boolean;
}

export type LocalAuthoritySettings = Partial<Record<(typeof LOCAL_AUTHORITY_SETTINGS)[number], Length>>;

/** Everything the reducer reads besides the state. Chain, calendar and authority are pinned when the case opens. */
export interface World {
  readonly chain: Chain;
  readonly calendar: CalendarSnapshot;
  readonly authority: LocalAuthoritySettings;
  /** In the order in which people of one role are asked. */
  readonly people: readonly PostHolder[];
}
