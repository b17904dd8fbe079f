import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { CookieSerializeOptions } from '@fastify/cookie';
import { Inject, Injectable } from '@nestjs/common';
import { PlatformDoor } from '@trustward/database';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { API_CONFIG, type ApiConfig } from '../platform/api-config.ts';
import type { Proofs } from './issuer.ts';

const TOKEN_BYTES = 32;
const KEPT_SECONDS = 10 * 60;

const FORGET_OVER = 'delete from platform.sign_on_attempt where expires_at < clock_timestamp()';
const BEGIN = `insert into platform.sign_on_attempt (token_hash, tenant_id, sign_on_id, purpose, session_id)
  values ($1, $2, $3, $4, $5)`;
/** Taken by whoever is first, whatever comes of it. */
const TAKE = `delete from platform.sign_on_attempt where token_hash = $1 and tenant_id = $2
  returning sign_on_id as "signOnId", purpose, session_id as "sessionId", expires_at > clock_timestamp() as "inTime"`;

/** What somebody went to the issuer for, from whose session where they were signed in. */
export interface Attempt {
  readonly tenantId: string;
  readonly signOnId: string;
  readonly purpose: 'signIn' | 'link' | 'try';
  readonly sessionId: string | null;
}
interface Row extends Omit<Attempt, 'tenantId'> {
  readonly inTime: boolean;
}

/**
 * Attempts that are under way. What one is known by is made of a token in the cookie of the browser that began it, of which
 * PostgreSQL keeps the hash: whoever has neither can end it nowhere else, and nobody ends it twice.
 */
@Injectable()
export class Attempts {
  private readonly cookie: string;
  private readonly attributes: CookieSerializeOptions;

  constructor(
    private readonly platform: PlatformDoor,
    @Inject(API_CONFIG) config: ApiConfig,
  ) {
    const https = config.http.publicUrl.startsWith('https:');
    this.cookie = https ? '__Host-trustward-sign-on' : 'trustward-sign-on';
    this.attributes = { path: '/', httpOnly: true, sameSite: 'strict', secure: https };
  }

  async begin(reply: FastifyReply, attempt: Attempt): Promise<Proofs> {
    const token = randomBytes(TOKEN_BYTES);
    const { tenantId, signOnId, purpose, sessionId } = attempt;
    await this.platform.query(FORGET_OVER, [], 'sign-on-forget');
    const values = [hashOf(token), tenantId, signOnId, purpose, sessionId];
    await this.platform.query(BEGIN, values, 'sign-on-begin');
    reply.setCookie(this.cookie, token.toString('base64url'), { ...this.attributes, maxAge: KEPT_SECONDS });
    return proofsOf(token);
  }

  /** The attempt that this browser began and that the state is of; null where there is none, any more or in this trust. */
  async take(
    request: FastifyRequest,
    reply: FastifyReply,
    { trust, state = '' }: { readonly trust: string; readonly state?: string | undefined },
  ): Promise<(Attempt & { readonly proofs: Proofs }) | null> {
    const token = Buffer.from(request.cookies[this.cookie] ?? '', 'base64url');
    if (token.length !== TOKEN_BYTES) return null;
    const proofs = proofsOf(token);
    // What another site made up leaves the attempt as it was.
    if (!isSame(proofs.state, state)) return null;
    reply.clearCookie(this.cookie, this.attributes);
    const [row] = await this.platform.query<Row>(TAKE, [hashOf(token), trust], 'sign-on-take');
    if (row === undefined || !row.inTime) return null;
    const { signOnId, purpose, sessionId } = row;
    return { tenantId: trust, signOnId, purpose, sessionId, proofs };
  }
}

const hashOf = (token: Buffer): Buffer => createHash('sha256').update(token).digest();
const partOf = (token: Buffer, part: string): string =>
  createHmac('sha256', token).update(`trustward sign-on ${part}`).digest('base64url');
const proofsOf = (token: Buffer): Proofs => ({
  state: partOf(token, 'state'),
  nonce: partOf(token, 'nonce'),
  verifier: partOf(token, 'verifier'),
});
const isSame = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};
