import { own } from '@trustward/chain';
import { ACCOUNT_REASONS, reasonSaid } from '@trustward/contracts';
import type { Notice, TrustReason } from '@trustward/contracts';
import type { Tx } from '@trustward/database';

interface Row {
  readonly id: string;
  readonly because: TrustReason;
  readonly createdAt: Date;
  readonly seenAt: Date | null;
  readonly made: number;
}

/** A notice, and the place at which it stands among the others. */
export interface Placed {
  readonly notice: Notice;
  readonly made: number;
}

/** Who asks, and whether what the central team is told is theirs to hear. */
export interface Hearer {
  readonly personId: string;
  readonly ofTeam: boolean;
}

const OF_ACCOUNT = ACCOUNT_REASONS.map((reason) => `'${reason}'`).join(', ');
const theirs = (ofTeam: string) =>
  `tenant_id = $1 and person_id = $2 and (because in (${OF_ACCOUNT}) or ${ofTeam}::boolean)`;

const NEWS = `select n.id, n.because, n.created_at as "createdAt", n.seen_at as "seenAt",
    floor(extract(epoch from n.created_at) * 1000000)::double precision as made
  from app.trust_notice n
  where ${theirs('$6')} and ($3::double precision is null
    or (n.created_at, n.id) < (timestamptz 'epoch' + $3 * interval '1 microsecond', $4::uuid))
  order by n.created_at desc, n.id desc limit $5`;
const SEEN = `update app.trust_notice set seen_at = clock_timestamp()
  where ${theirs('$3')} and id = any($4::uuid[]) and seen_at is null returning id`;
const UNSEEN = `select count(*)::integer as unseen from app.trust_notice
  where ${theirs('$3')} and seen_at is null`;

const SENTENCES: Readonly<Record<TrustReason, string>> = {
  keyGiven: 'Your trust was given a GOV.UK Notify key of its own. See who gave it.',
  keyReplaced: 'Your trust’s GOV.UK Notify key was replaced. See who replaced it.',
  keyForgotten: 'Your trust’s GOV.UK Notify key was forgotten. See who forgot it.',
  signOnGiven: 'Your trust was given a sign-on of its own. See who gave it.',
  signOnReplaced: 'Your trust’s sign-on was changed. See who changed it.',
  signOnForgotten: 'Your trust’s sign-on was taken away. See who did it.',
  passwordChanged: 'Your password was changed. If it was not you, tell whoever looks after Trustward now.',
  codesAsked: 'An authenticator app was set up for your account. If it was not you, turn it off.',
  codesNotAsked: 'Your authenticator app was turned off: your password alone lets you in.',
  recoveryCodesRenewed: 'New recovery codes were made for your account. Those from before let nobody in.',
  recoveryCodeUsed:
    'You signed in by a recovery code. If it was not you, sign everybody out and make new ones.',
  passkeyAdded: 'A passkey was added to your account. If it was not you, remove it and change your password.',
  passkeyRemoved: 'A passkey was removed from your account. It lets nobody in any more.',
  passkeyCopied:
    'A passkey of yours was refused, because there seem to be two of it. Remove it, and add a new one.',
  signOnLinked: 'Your trust’s sign-on signs you in from now on. If it was not you, unlink it now.',
  signOnUnlinked: 'Your trust’s sign-on signs you in no more: your password does.',
  signOnDropped:
    'Your trust changed its sign-on, and yours was unlinked. Sign in by your password, and link it again.',
  proofsResetGranted:
    'For a day your password alone lets you in once, and takes away your app and passkeys. If you did not ask for it, sign in by your app or a passkey, which ends it, change your password, and tell whoever looks after Trustward now.',
  proofsReset:
    'Your authenticator app and passkeys were taken away, and you were signed out everywhere. If it was not you, change your password now.',
};

export type Before = readonly [made: number | null, id: string | null];

/** What somebody was told of the trust itself: of no case, no school and nobody. */
export async function trustNews(
  tx: Tx,
  { personId, ofTeam }: Hearer,
  before: Before,
  limit: number,
): Promise<Placed[]> {
  const rows = await tx.query<Row>(NEWS, [tx.tenantId, personId, ...before, limit, ofTeam], 'trust-news');
  return rows.map(({ id, because, createdAt, seenAt, made }) => ({
    made,
    notice: {
      ...{ id, because: reasonSaid(because), at: createdAt.toISOString() },
      sentence: own(SENTENCES, because) ?? 'There is news about your trust.',
      ...{
        caseId: null,
        reference: null,
        school: null,
        drill: false,
        mayOpen: false,
        over: false,
        outage: null,
      },
      seenAt: seenAt?.toISOString() ?? null,
    },
  }));
}

export const unseenTrustNews = async (tx: Tx, { personId, ofTeam }: Hearer): Promise<number> =>
  (await tx.query<{ unseen: number }>(UNSEEN, [tx.tenantId, personId, ofTeam], 'trust-news-unseen'))[0]
    ?.unseen ?? 0;

export async function trustNewsSeen(
  tx: Tx,
  { personId, ofTeam }: Hearer,
  ids: readonly string[],
): Promise<number> {
  return (await tx.query(SEEN, [tx.tenantId, personId, ofTeam, ids], 'trust-news-seen')).length;
}
