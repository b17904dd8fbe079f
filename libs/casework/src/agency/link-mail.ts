import type { Chain } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { linkToken } from './link-token.ts';
import { announce } from '../announce.ts';
import { audit } from '../audit.ts';
import type { Fate } from '../message.ts';
import { returnMark } from '../return-mark.ts';

/** A link that is to be sent to an agency. What it carries is made again here and kept nowhere. */
export interface LinkMessage {
  readonly tenantId: string;
  readonly id: string;
  readonly channel: 'email';
  readonly address: string;
  readonly returnMark: string;
  readonly token: string;
  /** Where it is about a child; of anything else not even that is said. */
  readonly reference: string | null;
}

/** As SQL: the links of a case that wait to be mailed, with when they were made. `$1` trust, `$2` case. */
export const LINKS_TO_MAIL = `select l.id, l.made_at from app.agency_link l
      where l.tenant_id = $1 and l.case_id = $2 and l.mail = 'waiting'`;

const TAKE_UP = `select l.withdrawn_at is null and l.pressed_at is null and l.expires_at > clock_timestamp()
      and c.ended_at is null and not c.drill as "isLive",
    coalesce(l.address, (select o.address from app.own_mail o where o.tenant_id = $1 and o.authority_id = a.id and o.party = l.party),
      a.mail ->> l.party) as address, c.reference, r.body -> 'chain' ->> 'about' as about
  from app.agency_link l join app.case_file c on c.tenant_id = l.tenant_id and c.id = l.case_id
  join platform.authority a on a.id = c.authority_id
  join app.resolved_chain r on r.tenant_id = c.tenant_id and r.hash = c.chain_hash
  where l.tenant_id = $1 and l.id = $2 and l.mail = 'waiting'`;

interface TakenUp {
  readonly isLive: boolean;
  readonly address: string | null;
  readonly reference: string;
  readonly about: Chain['about'];
}

/** What is to be sent; null where the link ended meanwhile, or nobody can be mailed. */
export async function takeUpLink(tx: Tx, id: string): Promise<LinkMessage | null> {
  const [taken] = await tx.query<TakenUp>(TAKE_UP, [tx.tenantId, id], 'take-up-link');
  if (taken === undefined) return null;
  const { isLive, address, reference, about } = taken;
  if (isLive && address !== null) {
    const shown = about === 'child' ? reference : null;
    return {
      tenantId: tx.tenantId,
      id,
      channel: 'email',
      address,
      returnMark: returnMark(tx, id),
      token: linkToken(tx, id),
      reference: shown,
    };
  }
  await endLinkMail(tx, id, { state: isLive ? 'noAddress' : 'withheld' }, ['waiting']);
  return null;
}

const UNSENT = `with again as (update app.agency_link set mail = 'waiting', code = null, waits_since = clock_timestamp()
    where tenant_id = $1 and mail = 'unsent' returning case_id)
  select count(*)::integer as count, coalesce(jsonb_agg(distinct case_id), '[]') as cases from again`;

/** What was kept while nothing could be sent goes out, as far as its link can still be used: of how many, and of which cases. */
export async function releaseLinkMail(tx: Tx): Promise<{ count: number; cases: readonly string[] }> {
  const [row] = await tx.query<{ count: number; cases: readonly string[] }>(
    UNSENT,
    [tx.tenantId],
    'release-links',
  );
  return row ?? { count: 0, cases: [] };
}

const END = `update app.agency_link set mail = $3, code = $4
  where tenant_id = $1 and id = $2 and mail = any($5) returning case_id as "caseId"`;

/** Writes down what became of it; its page then says whether the link must be given out otherwise. */
export async function endLinkMail(
  tx: Tx,
  id: string,
  { state, code }: Fate,
  from: readonly string[],
): Promise<boolean> {
  const [ended] = await tx.query<{ caseId: string }>(END, [tx.tenantId, id, state, code ?? null, from]);
  if (ended === undefined) return false;
  const subject = { subjectKind: 'agencyLink', subjectId: id, caseId: ended.caseId };
  await audit(tx, { verb: 'agencyLink.mail', ...subject, detail: { state, ...(code && { code }) } });
  await announce(tx, ended.caseId);
  return true;
}
