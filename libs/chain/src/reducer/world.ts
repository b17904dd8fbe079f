import type { CalendarSnapshot } from '../clock/calendar.ts';
import type { Chain } from '../language/chain.ts';
import type { Post } from '../language/role.ts';

/** Someone who holds a post at the case's school or the trust, or whom the case has given a part in it. */
export interface PostHolder {
  readonly person: string;
  /** Null says how somebody is whatever their post: whoever reported may hold none that owns duties, or none any more. */
  readonly role: Post | null;
  /** Excluded from this case, as its subject or by a conflict: never an owner, never told. */
  readonly excluded: boolean;
  /** Away, suspended or gone: owns nothing meanwhile. Where a ladder has nobody else, the leaders are told. */
  readonly away: boolean;
  /** Whether they are away because they are suspended, or gone: what they had does not wait for them. */
  readonly suspended?: boolean;
  /** Who else of the trust they may be, under another name; none or null where nobody is known. */
  readonly alike?: readonly string[] | null;
}

/** Everything the reducer reads besides the state. Chain and calendar are pinned when the case opens. */
export interface World {
  /** Resolved: every length that a layer sets is filled in. */
  readonly chain: Chain;
  readonly calendar: CalendarSnapshot;
  /** In the order in which people of one role are asked. */
  readonly people: readonly PostHolder[];
  /** The posts held by the adult whom the case is about. */
  readonly subject?: readonly Post[];
}
