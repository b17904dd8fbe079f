import { Inject, Injectable } from '@nestjs/common';
import { audit, identities, tellEach, tellTeam } from '@trustward/casework';
import type { SignOnGiven, TrustSignOn } from '@trustward/contracts';
import { Door, uuidv7 } from '@trustward/database';
import type { Tx } from '@trustward/database';
import { OutgoingRefused } from '@trustward/outgoing';
import { API_CONFIG, type ApiConfig } from '../platform/api-config.ts';
import { ProblemError, Stale } from '../platform/problems.ts';
import { RequestScope } from '../platform/request-scope.ts';
import type { Session } from '../platform/request-scope.ts';
import { iso } from '../shared/instants.ts';
import { Issuers, type Relying } from './issuer.ts';
import { endSessionsOf, sealClientSecret } from './kept-sign-on.ts';
import { redirectOf } from './sign-on.service.ts';

const SHOWN = `select issuer, client_id as "clientId", set_by as "setBy", app.ms(set_at) as "setAt", tried_by as "triedBy",
    app.ms(tried_at) as "triedAt", tried, ended_by as "endedBy", app.ms(ended_at) as "endedAt",
    (select count(*)::integer from app.sign_on_link l
      where l.tenant_id = o.tenant_id and l.sign_on_id = o.id and l.ended_at is null) as linked
  from app.sign_on o where tenant_id = $1 order by ended_at desc nulls first limit 1`;
const KEPT = `select id, issuer, client_id as "clientId", app.ms(set_at) as "setAt",
    exists (select from app.sign_on_link l
      where l.tenant_id = o.tenant_id and l.sign_on_id = o.id and l.ended_at is null) as "isLinked"
  from app.sign_on o where tenant_id = $1 and ended_at is null for update`;
const NEW_SECRET = `update app.sign_on set sealed = $3, set_by = $4, set_at = clock_timestamp(), tried_by = null,
  tried_at = null, tried = null where tenant_id = $1 and id = $2`;
const KEEP = `insert into app.sign_on (tenant_id, id, issuer, client_id, sealed, set_by) values ($1, $2, $3, $4, $5, $6)
  on conflict do nothing returning id`;
const END = `update app.sign_on set sealed = null, ended_by = $2, ended_at = clock_timestamp()
  where tenant_id = $1 and ended_at is null and app.ms(set_at) = coalesce($3, app.ms(set_at)) returning id`;
const END_LINKS = `update app.sign_on_link set ended_at = clock_timestamp()
  where tenant_id = $1 and sign_on_id = $2 and ended_at is null returning id, person_id as "personId"`;

interface Row {
  readonly issuer: string;
  readonly clientId: string;
  readonly setBy: string;
  readonly setAt: number;
  readonly triedBy: string | null;
  readonly triedAt: number | null;
  readonly tried: 'worked' | 'refused' | null;
  readonly endedBy: string | null;
  readonly endedAt: number | null;
  readonly linked: number;
}
type Kept = Pick<Row, 'issuer' | 'clientId' | 'setAt'> & { readonly id: string; readonly isLinked: boolean };
interface Link {
  readonly id: string;
  readonly personId: string;
}

/** The trust's own sign-on, as its central team gives it, sees it and takes it away. */
@Injectable()
export class TrustSignOnService {
  constructor(
    private readonly scope: RequestScope,
    private readonly door: Door,
    private readonly issuers: Issuers,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
  ) {}

  async shown(): Promise<TrustSignOn> {
    const { tx } = this.scope;
    const [row] = await tx.query<Row>(SHOWN, [tx.tenantId], 'trust-sign-on');
    const redirect = redirectOf(this.config.http.publicUrl, tx.tenantId);
    const places = { redirect, address: redirect.replace('/back/', '/with/') };
    const none = { ...places, given: null, forgotten: null, linked: 0, tried: null };
    if (row === undefined) return none;
    const { issuer, clientId, linked, tried: came } = row;
    const known = await identities(
      tx,
      [row.setBy, row.triedBy, row.endedBy].filter((id) => id !== null),
    );
    const deed = (by: string, at: number) => ({ by: known.get(by)?.name ?? null, at: iso(at) });
    if (row.endedBy !== null && row.endedAt !== null) {
      return { ...none, forgotten: deed(row.endedBy, row.endedAt) };
    }
    const tried =
      row.triedBy === null || row.triedAt === null ? null : { ...deed(row.triedBy, row.triedAt), came };
    return {
      ...places,
      given: { ...deed(row.setBy, row.setAt), issuer, clientId },
      forgotten: null,
      linked,
      tried,
    };
  }

  /** Opens a transaction of its own once the issuer has answered. */
  async give(session: Session, { clientSecret, replaces, ...given }: SignOnGiven): Promise<void> {
    await this.look({ ...given, clientSecret });
    await this.door.run(session, async (tx) => {
      const [kept] = await tx.query<Kept>(KEPT, [tx.tenantId]);
      const isSame = kept?.issuer === given.issuer && kept.clientId === given.clientId;
      if (isSame) {
        const sealed = sealClientSecret(tx, kept.id, clientSecret);
        await tx.query(NEW_SECRET, [tx.tenantId, kept.id, sealed, tx.personId]);
      } else {
        if (kept?.isLinked === true) mustMeanIt(kept, replaces);
        if (kept !== undefined) await this.end(tx, null);
        const id = uuidv7();
        const sealed = sealClientSecret(tx, id, clientSecret);
        const values = [tx.tenantId, id, given.issuer, given.clientId, sealed, tx.personId];
        if ((await tx.query(KEEP, values)).length === 0) throw new Stale(MEANWHILE);
      }
      const hadOne = kept !== undefined;
      await this.done(tx, 'trust.giveSignOn', { replaced: hadOne, sameIssuer: isSame });
      await tellTeam(tx, hadOne ? 'signOnReplaced' : 'signOnGiven');
    });
  }

  async forget(given: string): Promise<void> {
    const { tx } = this.scope;
    if (!(await this.end(tx, Date.parse(given)))) throw new Stale(MEANWHILE);
    await this.done(tx, 'trust.forgetSignOn', {});
    await tellTeam(tx, 'signOnForgotten');
  }

  /** With its links and all that came by them. Whoever was linked hears of it: they sign in by their password from now on. */
  private async end(tx: Tx, given: number | null): Promise<boolean> {
    const [ended] = await tx.query<{ id: string }>(END, [tx.tenantId, tx.personId, given]);
    if (ended === undefined) return false;
    const links = await tx.query<Link>(END_LINKS, [tx.tenantId, ended.id]);
    await endSessionsOf(
      tx,
      links.map(({ id }) => id),
    );
    await tellEach(
      tx,
      'signOnDropped',
      links.map(({ personId }) => personId),
    );
    return true;
  }

  private async look(relying: Relying): Promise<void> {
    try {
      await this.issuers.look(relying);
    } catch (error) {
      // Whatever stands there: of an address that may not be asked nothing more is said than of one that is silent.
      const inside =
        error instanceof OutgoingRefused ||
        (error instanceof Error && error.cause instanceof OutgoingRefused);
      const reason = inside ? NOT_ASKED : NO_ISSUER;
      const fields = [{ field: 'issuer', reason }];
      throw new ProblemError(422, 'refused', `${reason}.`, { rule: 'noIssuer', fields });
    }
  }

  private done(tx: Tx, verb: string, detail: Record<string, boolean>): Promise<void> {
    return audit(tx, { verb, subjectKind: 'tenant', subjectId: tx.tenantId, detail });
  }
}

/** A letter mistyped where only the secret was to be renewed unlinks nobody. */
function mustMeanIt({ setAt }: Kept, replaces: string | undefined): void {
  if (replaces === undefined) {
    const fields = [{ field: 'issuer', reason: UNLINKS }];
    throw new ProblemError(422, 'refused', `${UNLINKS}.`, { rule: 'unlinksAll', fields });
  }
  if (Date.parse(replaces) !== Math.trunc(setAt)) throw new Stale(MEANWHILE);
}

const UNLINKS =
  'This is another issuer or another client id than the one that is kept, and would unlink every account. Copy both as they stand to renew the secret alone, or say that you mean it';
const MEANWHILE = 'This sign-on was changed or taken away meanwhile. Look at what is kept now.';
const NO_ISSUER =
  'No issuer answers there by this name. Copy it as your provider shows it, not the address of its metadata';
const NOT_ASKED = 'This leads to an address that is not public, or not by https, so it is not asked';
