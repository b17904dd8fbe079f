import type { ProofAsked } from '@trustward/contracts';
import type { Post } from '@trustward/permissions';
import type { Session } from './request-scope.ts';

/** By how much a session was proved: each is more than the one before. As PostgreSQL keeps it. */
export const PROOF = { password: 0, code: 1, passkey: 2 } as const;
export type Proof = (typeof PROOF)[keyof typeof PROOF];

const ENOUGH: Readonly<Record<ProofAsked, Proof>> = { either: PROOF.code, passkey: PROOF.passkey };

/** What somebody may do who has not yet proved as much as their trust asks: a child's danger waits for no passkey. */
export const MAY_UNPROVEN: ReadonlySet<string> = new Set(['report:create']);

type Shown = Pick<Session, 'proof' | 'by'>;

/** Whether a session has what a trust asks for. What its own sign-on asks for beside, is the trust's to say there. */
export const isEnough = ({ proof, by }: Shown, asked: ProofAsked): boolean =>
  by === 'sso' || proof >= ENOUGH[asked];

/** The most that any post asks for, where the session has not shown as much; else null. */
export function proofMissing(
  { askedOf, ...shown }: Shown & Pick<Session, 'askedOf'>,
  posts: readonly Pick<Post, 'role'>[],
): ProofAsked | null {
  const asked = posts.flatMap(({ role }) => askedOf?.[role] ?? []).filter((one) => !isEnough(shown, one));
  return asked.includes('passkey') ? 'passkey' : (asked[0] ?? null);
}
