import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { PlatformDoor } from '@trustward/database';
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { API_CONFIG, type ApiConfig } from './api-config.ts';
import { csrfTokenOf } from './forgery.ts';
import type { Session } from './request-scope.ts';

const TOKEN_BYTES = 32;
/** Nobody works on for an hour without one request; a shift is over after twelve. */
const IDLE_MINUTES = 60;
const ABSOLUTE_HOURS = 12;

const ALIVE = `s.expires_at > clock_timestamp() and s.seen_at > clock_timestamp() - interval '${IDLE_MINUTES} minutes'
  and a.disabled_at is null and (not a.demo or $2)`;
/** Until when it stays alive, by PostgreSQL's clock, and what that clock says. */
const TIMES = `s.expires_at as "expiresAt", s.seen_at + interval '${IDLE_MINUTES} minutes' as "idleEndsAt",
  clock_timestamp() as "now"`;
const FIND = `select s.tenant_id as "tenantId", s.person_id as "personId", ${TIMES},
    s.seen_at < clock_timestamp() - interval '1 minute' as "unseenAWhile"
  from platform.session s join platform.account a on a.id = s.account_id where s.id_hash = $1 and ${ALIVE}`;
const STILL_ALIVE = `select encode(s.id_hash, 'hex') as hash from platform.session s
  join platform.account a on a.id = s.account_id where s.id_hash = any($1::bytea[]) and ${ALIVE}`;

type Times = Pick<Session, 'expiresAt' | 'idleEndsAt' | 'now'>;
interface Found extends Times {
  readonly tenantId: string;
  readonly personId: string;
  readonly unseenAWhile: boolean;
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
    const hash = hashOf(token);
    const [found] = await this.platform.query<Found>(FIND, [hash, this.demoOn], 'session-find');
    if (found === undefined) return null;
    const { tenantId, personId, unseenAWhile, ...asFound } = found;
    const times = attended && unseenAWhile ? await this.touch(hash) : asFound;
    return times && sessionOf(token, hash, { tenantId, personId, ...times });
  }

  /** A new token at every sign-in: one that was planted beforehand is worth nothing afterwards. */
  async begin(account: {
    accountId: string;
    tenantId: string;
    personId: string;
  }): Promise<[Buffer, Session]> {
    const token = randomBytes(TOKEN_BYTES);
    const hash = hashOf(token);
    const [row] = await this.platform.query<Times>(
      `insert into platform.session as s (id_hash, account_id, tenant_id, person_id, expires_at)
       values ($1, $2, $3, $4, clock_timestamp() + interval '${ABSOLUTE_HOURS} hours') returning ${TIMES}`,
      [hash, account.accountId, account.tenantId, account.personId],
    );
    if (row === undefined) throw new Error('PostgreSQL kept no session and said nothing.');
    const { tenantId, personId } = account;
    return [token, sessionOf(token, hash, { tenantId, personId, ...row })];
  }

  async end(token: Buffer): Promise<void> {
    await this.platform.query('delete from platform.session where id_hash = $1', [hashOf(token)]);
  }

  async forgetExpired(accountId: string): Promise<void> {
    await this.platform.query(
      `delete from platform.session where account_id = $1 and (expires_at < clock_timestamp()
         or seen_at < clock_timestamp() - interval '${IDLE_MINUTES} minutes')`,
      [accountId],
    );
  }

  /** Which of these sessions are still alive, by hash: for what outlives one request. */
  async stillAlive(hashes: readonly Buffer[]): Promise<Set<string>> {
    const rows = await this.platform.query<{ hash: string }>(
      STILL_ALIVE,
      [hashes, this.demoOn],
      'session-alive',
    );
    return new Set(rows.map(({ hash }) => hash));
  }

  giveCookie(reply: FastifyReply, token: Buffer): void {
    const maxAge = ABSOLUTE_HOURS * 3_600;
    reply.setCookie(this.cookie, token.toString('base64url'), { ...this.attributes, maxAge });
  }

  takeCookie(reply: FastifyReply): void {
    reply.clearCookie(this.cookie, this.attributes);
  }

  /** The times it has from now on; null where it ended that very moment. */
  private async touch(hash: Buffer): Promise<Times | null> {
    const [times] = await this.platform.query<Times>(
      `update platform.session s set seen_at = clock_timestamp() where id_hash = $1 returning ${TIMES}`,
      [hash],
    );
    return times ?? null;
  }
}

/** Reading a page needs no token against forgery, hence none is made until it is asked for. */
const sessionOf = (token: Buffer, hash: Buffer, rest: Omit<Session, 'hash' | 'csrfToken'>): Session => ({
  ...rest,
  hash,
  get csrfToken() {
    return csrfTokenOf(token);
  },
});

const hashOf = (token: Buffer): Buffer => createHash('sha256').update(token).digest();
