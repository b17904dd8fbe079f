import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { CookieSerializeOptions } from '@fastify/cookie';
import { PlatformDoor } from '@trustward/database';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { API_CONFIG, type ApiConfig } from '../platform/api-config.ts';
import { browserOf } from './user-agent.ts';

const TOKEN_BYTES = 32;
const KEPT_DAYS = 180;

const KNOWN = `select from platform.device d join platform.account a on a.id = d.account_id
  where a.email = $1 and d.id_hash = $2 and d.seen_at > clock_timestamp() - interval '${KEPT_DAYS} days'`;
const OF_ANYBODY = `select from platform.device
  where id_hash = $1 and seen_at > clock_timestamp() - interval '${KEPT_DAYS} days' limit 1`;
const KEEP = `insert into platform.device (account_id, id_hash, browser, system) values ($1, $2, $3, $4)
  on conflict (account_id, id_hash) do update set seen_at = clock_timestamp(), browser = $3, system = $4`;
const FORGET = `delete from platform.device
  where account_id = $1 and seen_at < clock_timestamp() - interval '${KEPT_DAYS} days'`;

/**
 * Browsers from which an account was signed in before. It lets nobody in: whoever carries one only need not stand in
 * line behind strangers who guess. Outlives signing out; the database keeps the hash.
 */
@Injectable()
export class Devices {
  private readonly cookie: string;
  private readonly attributes: CookieSerializeOptions;

  constructor(
    private readonly platform: PlatformDoor,
    @Inject(API_CONFIG) config: ApiConfig,
  ) {
    const https = config.http.publicUrl.startsWith('https:');
    this.cookie = https ? '__Host-trustward-device' : 'trustward-device';
    this.attributes = { path: '/', httpOnly: true, sameSite: 'strict', secure: https };
  }

  /** The id of the asking browser where this account knows it. */
  async known(request: FastifyRequest, email: string): Promise<string | null> {
    const token = this.tokenOf(request);
    if (token === null) return null;
    const rows = await this.platform.query(KNOWN, [email, hashOf(token)], 'device-known');
    return rows.length === 0 ? null : hashOf(token).toString('base64url');
  }

  /** The same, whosever account it is. */
  async ofAnybody(request: FastifyRequest): Promise<string | null> {
    const hash = this.hashOf(request);
    if (hash === null) return null;
    const rows = await this.platform.query(OF_ANYBODY, [hash], 'device-of-anybody');
    return rows.length === 0 ? null : hash.toString('base64url');
  }

  async remember(request: FastifyRequest, reply: FastifyReply, accountId: string): Promise<void> {
    const token = this.tokenOf(request) ?? randomBytes(TOKEN_BYTES);
    await this.platform.query(FORGET, [accountId], 'device-forget');
    const { browser, system } = browserOf(request.headers['user-agent']);
    await this.platform.query(KEEP, [accountId, hashOf(token), browser, system], 'device-keep');
    const maxAge = KEPT_DAYS * 86_400;
    reply.setCookie(this.cookie, token.toString('base64url'), { ...this.attributes, maxAge });
  }

  /** What the asking browser is known by, were it known. */
  hashOf(request: FastifyRequest): Buffer | null {
    const token = this.tokenOf(request);
    return token && hashOf(token);
  }

  private tokenOf(request: FastifyRequest): Buffer | null {
    const token = Buffer.from(request.cookies[this.cookie] ?? '', 'base64url');
    return token.length === TOKEN_BYTES ? token : null;
  }
}

const hashOf = (token: Buffer): Buffer => createHash('sha256').update(token).digest();
