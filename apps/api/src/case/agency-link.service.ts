import { Inject, Injectable } from '@nestjs/common';
import { audit, hashOf, linkAddress, linkToken, worldOfCase } from '@trustward/casework';
import { AGENCY_LINK_DAYS } from '@trustward/contracts';
import type { AgencyLink, MakeLink } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import { API_CONFIG, type ApiConfig } from '../platform/api-config.ts';
import { NotThereOrNotYours, RuleRefused, Stale } from '../platform/problems.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { lockedNow } from '../shared/acts.ts';
import { iso } from '../shared/instants.ts';
import { dutyIn, mailTo, mayMakeLink } from './agency-link.ts';
import { caseRecord } from './case-record.ts';

const WITHDRAW = `update app.agency_link set withdrawn_by = $4, withdrawn_at = clock_timestamp()
  where tenant_id = $1 and case_id = $2 and step = $3 and withdrawn_at is null and pressed_at is null returning id`;
const MAKE = `insert into app.agency_link (tenant_id, id, case_id, step, party, secret_hash, made_by, expires_at, mail)
  values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp() + make_interval(days => $8), $9)
  returning app.ms(expires_at) as "expiresAt"`;
const KEPT = `select l.step, app.ms(l.expires_at) as "expiresAt", l.mail is not null as mailed,
    l.withdrawn_at is null and l.pressed_at is null and l.case_id = $3 and l.made_by = $4 as "isTheirs"
  from app.agency_link l where l.tenant_id = $1 and l.id = $2
  union all
  select null, null, false, false from app.case_event e
  where e.tenant_id = $1 and e.case_id = $3 and e.event_id = $2`;

/** Of an id that an event has, only that it is not theirs. */
interface Kept {
  readonly step: string;
  readonly expiresAt: number;
  readonly mailed: boolean;
  readonly isTheirs: boolean;
}

interface NewLink {
  readonly caseId: string;
  readonly key: string;
  readonly party: string;
  readonly eventId: string;
  readonly mail: boolean;
}

/** Links by which an agency confirms that something has come: one for each duty, given out by whoever might say so. */
@Injectable()
export class AgencyLinkService {
  constructor(
    private readonly scope: RequestScope,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
  ) {}

  /** Under the id that the page made, so that a lost answer is had again; any link before it ends. */
  async make(caseId: string, key: string, { eventId, mail }: MakeLink): Promise<AgencyLink> {
    const { tx } = this.scope;
    const party = await this.partyOf(caseId, key);
    await lockedNow(tx, caseId);
    const addresses = await mailTo(tx, caseId);
    const address = mail ? (addresses[party] ?? null) : null;
    if (mail && address === null) {
      throw new RuleRefused('notAllowed', 'This cannot be mailed from here. Copy the link instead.');
    }
    const kept =
      (await this.kept(tx, caseId, key, eventId)) ??
      (await this.write({ caseId, key, party, eventId, mail: address !== null }));
    return {
      address: linkAddress(this.config.http.publicUrl, linkToken(tx, eventId)),
      expiresAt: iso(kept.expiresAt),
      mailedTo: kept.mailed ? (addresses[party] ?? null) : null,
    };
  }

  private async write({
    caseId,
    key,
    party,
    eventId,
    mail,
  }: NewLink): Promise<Pick<Kept, 'expiresAt' | 'mailed'>> {
    const { tx, caller } = this.scope;
    await tx.query(WITHDRAW, [tx.tenantId, caseId, key, caller.personId]);
    const secret = hashOf(tx.keys.linkSecret(eventId));
    const values = [tx.tenantId, eventId, caseId, key, party, secret, caller.personId, AGENCY_LINK_DAYS];
    const [made] = await tx.query<{ expiresAt: number }>(MAKE, [...values, mail ? 'waiting' : null]);
    if (made === undefined) throw new Error('A link was made and is not there.');
    if (mail) await tx.query('select app.poke($1)', [caseId]);
    const subject = { subjectKind: 'agencyLink', subjectId: eventId, caseId };
    await audit(tx, { verb: 'agencyLink.make', ...subject, detail: { step: key, mailed: mail } });
    return { expiresAt: made.expiresAt, mailed: mail };
  }

  async withdraw(caseId: string, key: string): Promise<void> {
    const { tx, caller } = this.scope;
    await this.partyOf(caseId, key);
    const gone = await tx.query<{ id: string }>(WITHDRAW, [tx.tenantId, caseId, key, caller.personId]);
    for (const { id } of gone) {
      const subject = { subjectKind: 'agencyLink', subjectId: id, caseId };
      await audit(tx, { verb: 'agencyLink.withdraw', ...subject, detail: { step: key } });
    }
  }

  /** What stands under an id that a page made: nothing yet, or the very link that it asks for again. */
  private async kept(tx: Tx, caseId: string, key: string, eventId: string): Promise<Kept | null> {
    const [kept] = await tx.query<Kept>(KEPT, [tx.tenantId, eventId, caseId, tx.personId]);
    if (kept === undefined) return null;
    if (kept.isTheirs && kept.step === key) return kept;
    throw new Stale('That link has been used, withdrawn or replaced meanwhile. Reload the page.');
  }

  /** Whose link it is, if the caller may give one out. */
  private async partyOf(caseId: string, key: string): Promise<string> {
    const { tx, caller } = this.scope;
    const record = await caseRecord(tx, caller, caseId);
    const found = dutyIn(record, key);
    if (found === null) throw new NotThereOrNotYours();
    const { step, duty } = found;
    const tried = { record, world: await worldOfCase(tx, caseId) };
    if (step.confirmedBy === undefined || !mayMakeLink(tried, step, duty, caller.personId)) {
      throw new RuleRefused('notAllowed', `No link can be given out for “${step.title}” now, or not by you.`);
    }
    return step.confirmedBy;
  }
}
