import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { SIGN_IN_LIMITS } from '@trustward/contracts';
import { PlatformDoor } from '@trustward/database';
import type { PlatformTx } from '@trustward/database';
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { API_CONFIG, type ApiConfig } from './api-config.ts';
import { csrfTokenOf } from './forgery.ts';
import { NotSignedIn } from './problems.ts';
import { PROOF } from './proofs.ts';
import type { Proof } from './proofs.ts';
import type { Session } from './request-scope.ts';

const TOKEN_BYTES = 32;
/** Nobody works on for an hour without one request; a shift is over after twelve. A trust may be stricter. */
const {
  idleMinutes: IDLE_MINUTES,
  longestMinutes: LONGEST_MINUTES,
  stepUpMinutes: STEP_UP_MINUTES,
} = SIGN_IN_LIMITS;
/** What was on its way when the token changed may still arrive; it has not stepped up. */
const PREVIOUS_FOR = `interval '10 seconds'`;

/** The trust's own limits hold from the moment they are set, for sessions that are open, too. */
export const WITH_SIGN_IN_RULE = 'left join platform.sign_in_rule r on r.tenant_id = s.tenant_id';
const ENDS = `least(s.expires_at, s.created_at + make_interval(mins => coalesce(r.longest_minutes, ${LONGEST_MINUTES})))`;
const IDLE_ENDS = `s.seen_at + make_interval(mins => coalesce(r.idle_minutes, ${IDLE_MINUTES}))`;
export const SESSION_NOT_OVER = `${ENDS} > clock_timestamp() and ${IDLE_ENDS} > clock_timestamp()`;
/** Whoever is off duty or has left is signed in no more, from that instant. */
const ALIVE = `${SESSION_NOT_OVER} and a.disabled_at is null and (not a.demo or $2)
  and platform.in_service(s.tenant_id, s.person_id)`;
/** Until when it stays alive, by PostgreSQL's clock, and what that clock says. */
const TIMES = `${ENDS} as "expiresAt", ${IDLE_ENDS} as "idleEndsAt", clock_timestamp() as "now"`;
const WHOSE = `s.id, s.tenant_id as "tenantId", s.person_id as "personId", s.form_token as "formToken", s.by,
  s.proof, r.asked_of as "askedOf"`;
/** Signing in by a password or a passkey shows who it is, too. What an issuer says does not: whoever runs it could say it of anybody. */
const STEPPED_UP = `coalesce(coalesce(s.stepped_up_at, case when s.by = 'password' then s.created_at end)
  > clock_timestamp() - make_interval(mins => coalesce(r.step_up_minutes, ${STEP_UP_MINUTES})), false)`;
const FIND = `select ${WHOSE}, ${TIMES}, s.id_hash = $1 and ${STEPPED_UP} as "steppedUp",
    s.seen_at < clock_timestamp() - interval '1 minute' as "unseenAWhile"
  from platform.session s join platform.account a on a.id = s.account_id ${WITH_SIGN_IN_RULE}
  where (s.id_hash = $1 or (s.previous_hash = $1 and s.rotated_at > clock_timestamp() - ${PREVIOUS_FOR}))
    and ${ALIVE}`;
const BEGIN = `with s as (insert into platform.session
      (id_hash, account_id, tenant_id, person_id, browser, system, proof, link_id, by, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, case when $8::uuid is null then 'password' else 'sso' end,
      clock_timestamp() + interval '${LONGEST_MINUTES} minutes') returning *)
  select ${WHOSE}, ${TIMES}, s.by = 'password' as "steppedUp" from s ${WITH_SIGN_IN_RULE}`;
/** The id and what pages send against forgery stay; whoever had the token before has a session that can do no more. */
const ROTATE = `with s as (update platform.session set id_hash = $2, previous_hash = id_hash,
      rotated_at = clock_timestamp(), seen_at = clock_timestamp(), form_token = $3, proof = greatest(proof, $4),
      stepped_up_at = case when $5 then clock_timestamp() else stepped_up_at end
    where id = $1 returning *)
  select ${WHOSE}, ${TIMES}, ${STEPPED_UP} as "steppedUp" from s ${WITH_SIGN_IN_RULE}`;
const PROVED = 'update platform.session set proof = greatest(proof, $2) where id = $1';
const TOUCH = `with s as (update platform.session set seen_at = clock_timestamp() where id = $1 returning *)
  select ${TIMES} from s ${WITH_SIGN_IN_RULE}`;
const STILL_ALIVE = `select s.id from platform.session s join platform.account a on a.id = s.account_id ${WITH_SIGN_IN_RULE}
  where s.id = any($1::uuid[]) and ${ALIVE}`;
const FORGET_OVER = `delete from platform.session old using platform.session s ${WITH_SIGN_IN_RULE}
  where old.id = s.id and s.account_id = $1 and not (${SESSION_NOT_OVER})`;

type Times = Pick<Session, 'expiresAt' | 'idleEndsAt' | 'now'>;
interface Row extends Omit<Session, 'csrfToken'> {
  readonly formToken: string | null;
}
type Found = Row & { readonly unseenAWhile: boolean };

/** Whose session begins, and in what browser. */
interface Beginning {
  readonly accountId: string;
  readonly tenantId: string;
  readonly personId: string;
  readonly browser: string | null;
  readonly system: string | null;
  readonly proof: Proof;
  /** The link by which the trust's sign-on let them in; null where it was their password or a passkey. */
  readonly linkId: string | null;
}

/** Sessions: an opaque token in the browser's cookie, only its hash in the database. */
@Injectable()
export class SessionStore {
  readonly publicOrigin: string;
  private readonly cookie: string;
  private readonly attributes: CookieSerializeOptions;
  private readonly demoOn: boolean;

  constructor(
    private readonly platform: PlatformDoor,
    @Inject(API_CONFIG) config: ApiConfig,
  ) {
    const https = config.http.publicUrl.startsWith('https:');
    this.publicOrigin = new URL(config.http.publicUrl).origin;
    this.cookie = https ? '__Host-trustward' : 'trustward';
    this.attributes = { path: '/', httpOnly: true, sameSite: 'strict', secure: https };
    this.demoOn = config.demo.on;
  }

  tokenOf(request: FastifyRequest): Buffer | null {
    const token = Buffer.from(request.cookies[this.cookie] ?? '', 'base64url');
    return token.length === TOKEN_BYTES ? token : null;
  }

  /** Whose session it is; one that is used by somebody lasts longer by it. */
  async find(token: Buffer, { attended }: { attended: boolean }): Promise<Session | null> {
    const [found] = await this.platform.query<Found>(FIND, [hashOf(token), this.demoOn], 'session-find');
    if (found === undefined) return null;
    const { unseenAWhile, ...row } = found;
    const times = attended && unseenAWhile ? await this.touch(row.id) : row;
    return times && sessionOf(token, { ...row, ...times });
  }

  /** A new token at every sign-in: one that was planted beforehand is worth nothing afterwards. */
  async begin(beginning: Beginning, tx: PlatformTx = this.platform): Promise<[Buffer, Session]> {
    const { accountId, tenantId, personId, browser, system, proof, linkId } = beginning;
    const token = randomBytes(TOKEN_BYTES);
    const values = [hashOf(token), accountId, tenantId, personId, browser, system, proof, linkId];
    const [row] = await tx.query<Row>(BEGIN, values, 'session-begin');
    if (row === undefined) throw new Error('PostgreSQL kept no session and said nothing.');
    return [token, sessionOf(token, row)];
  }

  /**
   * The same session under a new token, in the transaction of whoever has just shown that it is theirs; by no new proof it
   * has not stepped up.
   */
  async rotate(tx: PlatformTx, { id, csrfToken }: Session, proof: Proof | null): Promise<[Buffer, Session]> {
    const token = randomBytes(TOKEN_BYTES);
    const values = [id, hashOf(token), csrfToken, proof ?? PROOF.password, proof !== null];
    const [row] = await tx.query<Row>(ROTATE, values, 'session-rotate');
    if (row === undefined) throw new NotSignedIn();
    return [token, sessionOf(token, row)];
  }

  /** Whoever has just set up a proof has shown it, too. */
  async proved(tx: PlatformTx, sessionId: string, proof: Proof): Promise<void> {
    await tx.query(PROVED, [sessionId, proof]);
  }

  async end(token: Buffer): Promise<void> {
    await this.platform.query('delete from platform.session where $1 in (id_hash, previous_hash)', [
      hashOf(token),
    ]);
  }

  async forgetExpired(accountId: string): Promise<void> {
    await this.platform.query(FORGET_OVER, [accountId]);
  }

  /** Which of these sessions are still alive, by id: for what outlives one request. */
  async stillAlive(ids: readonly string[]): Promise<Set<string>> {
    const rows = await this.platform.query<{ id: string }>(STILL_ALIVE, [ids, this.demoOn], 'session-alive');
    return new Set(rows.map(({ id }) => id));
  }

  giveCookie(reply: FastifyReply, token: Buffer, { expiresAt, now }: Times): void {
    const maxAge = Math.round((expiresAt.getTime() - now.getTime()) / 1000);
    reply.setCookie(this.cookie, token.toString('base64url'), { ...this.attributes, maxAge });
  }

  takeCookie(reply: FastifyReply): void {
    reply.clearCookie(this.cookie, this.attributes);
  }

  /** The times it has from now on; null where it ended that very moment. */
  private async touch(id: string): Promise<Times | null> {
    const [times] = await this.platform.query<Times>(TOUCH, [id], 'session-touch');
    return times ?? null;
  }
}

/** Reading a page needs no token against forgery, hence none is made until it is asked for. */
const sessionOf = (token: Buffer, { formToken, ...row }: Row): Session => ({
  ...row,
  get csrfToken() {
    return formToken ?? csrfTokenOf(token);
  },
});

const hashOf = (token: Buffer): Buffer => createHash('sha256').update(token).digest();
