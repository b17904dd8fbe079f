import type { Instant } from '@trustward/chain';
import { AGENCY_LINK_DAYS } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import { announce } from '../announce.ts';
import { audit } from '../audit.ts';
import { hashOf, linkToken } from './link-token.ts';

/** The duty that an agency may confirm by a link. */
export interface Confirmed {
  readonly caseId: string;
  readonly step: string;
}

export interface NewLink extends Confirmed {
  /** Made by whoever asks for it, so that a lost answer is had again. */
  readonly id: string;
  readonly party: string;
  readonly mail: boolean;
}

export interface MadeLink {
  readonly token: string;
  readonly expiresAt: Instant;
  readonly mailed: boolean;
  /** Where it is mailed to, whatever is set for the agency meanwhile. */
  readonly mailedTo: string | null;
}

const MAKE = `insert into app.agency_link (tenant_id, id, case_id, step, party, secret_hash, made_by, expires_at, mail, address)
  select $1, $2, $3, $4, $5::text, $6, $7, clock_timestamp() + make_interval(days => $8), $9::text,
    case when $9 is not null then coalesce(o.address, a.mail ->> $5) end
  from app.case_file c join platform.authority a on a.id = c.authority_id
  left join app.own_mail o on o.tenant_id = $1 and o.authority_id = a.id and o.party = $5
  where c.tenant_id = $1 and c.id = $3
  returning app.ms(expires_at) as "expiresAt", address as "mailedTo"`;

/** Makes a link in the name of whose transaction it is; any before it for the same duty ends. */
export async function makeAgencyLink(tx: Tx, { id, caseId, step, party, mail }: NewLink): Promise<MadeLink> {
  await endLinks(tx, { caseId, step });
  const secret = hashOf(tx.keys.linkSecret(id));
  const values = [tx.tenantId, id, caseId, step, party, secret, tx.personId, AGENCY_LINK_DAYS];
  const [made] = await tx.query<Pick<MadeLink, 'expiresAt' | 'mailedTo'>>(MAKE, [
    ...values,
    mail ? 'waiting' : null,
  ]);
  if (made === undefined) throw new Error('A link was made and is not there.');
  if (mail) await tx.query('select app.poke($1)', [caseId]);
  const subject = { subjectKind: 'agencyLink', subjectId: id, caseId };
  await audit(tx, { verb: 'agencyLink.make', ...subject, detail: { step, mailed: mail } });
  await announce(tx, caseId);
  return { token: linkToken(tx, id), ...made, mailed: mail };
}

// An id that an event of the case has is nobody's link.
const UNDER = `select l.step, app.ms(l.expires_at) as "expiresAt", l.mail is not null as mailed, l.address as "mailedTo",
    l.withdrawn_at is null and l.pressed_at is null and l.case_id = $3 and l.made_by = $4 as "isTheirs"
  from app.agency_link l where l.tenant_id = $1 and l.id = $2
  union all
  select '', 0, false, null, false from app.case_event e where e.tenant_id = $1 and e.case_id = $3 and e.event_id = $2`;

interface Under extends Omit<MadeLink, 'token'> {
  readonly step: string;
  readonly isTheirs: boolean;
}

/** What stands under an id: nothing, the very link that is asked for again, or something else. */
export async function linkUnder(
  tx: Tx,
  id: string,
  { caseId, step }: Confirmed,
): Promise<MadeLink | 'another' | null> {
  const [under] = await tx.query<Under>(UNDER, [tx.tenantId, id, caseId, tx.personId]);
  if (under === undefined) return null;
  const { expiresAt, mailed, mailedTo } = under;
  return under.isTheirs && under.step === step
    ? { token: linkToken(tx, id), expiresAt, mailed, mailedTo }
    : 'another';
}

const WITHDRAW = `update app.agency_link set withdrawn_by = $4, withdrawn_at = clock_timestamp()
  where tenant_id = $1 and case_id = $2 and step = $3 and withdrawn_at is null and pressed_at is null returning id`;

/** Ends whatever link of a duty was not used. */
export async function endLinks(tx: Tx, { caseId, step }: Confirmed): Promise<void> {
  const ended = await tx.query<{ id: string }>(WITHDRAW, [tx.tenantId, caseId, step, tx.personId]);
  for (const { id } of ended) {
    const subject = { subjectKind: 'agencyLink', subjectId: id, caseId };
    await audit(tx, { verb: 'agencyLink.withdraw', ...subject, detail: { step } });
  }
  if (ended.length > 0) await announce(tx, caseId);
}
