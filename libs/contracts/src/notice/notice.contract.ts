import { REASONS } from '@trustward/chain';
import * as z from 'zod';
import { outage } from '../late/late.contract.ts';
import { id, instant, pageOf, reference } from '../shared/primitives.ts';

/** What the central team is told of the trust itself, and somebody of what they sign in by: of no case. */
const TEAM_REASONS = [
  'keyGiven',
  'keyReplaced',
  'keyForgotten',
  'signOnGiven',
  'signOnReplaced',
  'signOnForgotten',
] as const;
export const ACCOUNT_REASONS = [
  'passwordChanged',
  'codesAsked',
  'codesNotAsked',
  'recoveryCodesRenewed',
  'recoveryCodeUsed',
  'passkeyAdded',
  'passkeyRemoved',
  'passkeyCopied',
  'signOnLinked',
  'signOnUnlinked',
  'signOnDropped',
  'proofsResetGranted',
  'proofsReset',
] as const;
export const TRUST_REASONS = [...TEAM_REASONS, ...ACCOUNT_REASONS] as const;
/** That somebody let one see a case. */
export const SHARE_REASON = 'caseShown';
export type TeamReason = (typeof TEAM_REASONS)[number];
export type AccountReason = (typeof ACCOUNT_REASONS)[number];
export type TrustReason = TeamReason | AccountReason;

export const isOfAccount = (because: string): because is AccountReason =>
  (ACCOUNT_REASONS as readonly string[]).includes(because);

/** Where in the portal it is seen to. */
export function newsPage(because: string): 'account' | 'notify' | 'signing-in' {
  if (isOfAccount(because)) return 'account';
  return because.startsWith('signOn') ? 'signing-in' : 'notify';
}

/** What a later version beside this one tells of, and this one has no word for. */
const OTHER_REASON = 'other';
const SAID_REASONS = z.enum([...REASONS, ...TRUST_REASONS, SHARE_REASON, OTHER_REASON]);

export const reasonSaid = (because: string): Notice['because'] =>
  SAID_REASONS.safeParse(because).data ?? OTHER_REASON;

/** Something a person was told. Carries a reference, a step and a time; never a name. */
export const notice = z
  .object({
    id,
    /** Null of what is about no case, as its reference and its school. */
    caseId: id.nullable(),
    reference: reference.nullable(),
    because: SAID_REASONS,
    sentence: z.string(),
    school: z.string().nullable(),
    drill: z.boolean(),
    /** The instant it speaks of, in case time. */
    at: instant,
    seenAt: instant.nullable(),
    /** Whether its reader may open the case now. */
    mayOpen: z.boolean(),
    /** Whether what it speaks of is over: done or answered since. */
    over: z.boolean(),
    /** The outage after which it came with others, which are told together. */
    outage: outage.nullable(),
  })
  .meta({ id: 'Notice' });
export type Notice = z.infer<typeof notice>;
/** What is new is counted, that of one outage as one, and apart: of real cases, and of drills, which are counted nowhere else. */
export const noticePage = pageOf(notice)
  .extend({ unseen: z.int(), unseenDrills: z.int() })
  .meta({ id: 'NoticePage' });
export type NoticePage = z.infer<typeof noticePage>;
export const noticesSeen = z.strictObject({ ids: z.array(id).min(1).max(100) }).meta({ id: 'NoticesSeen' });
export type NoticesSeen = z.infer<typeof noticesSeen>;
