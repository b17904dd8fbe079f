import { Inject, Injectable } from '@nestjs/common';
import { audit, tellOwner } from '@trustward/casework';
import type { SignOnAway, SignOnBack } from '@trustward/contracts';
import { Door, uuidv7 } from '@trustward/database';
import type { Logger } from '@trustward/observability';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { API_CONFIG, type ApiConfig, LOGGER } from '../platform/api-config.ts';
import { NotSignedIn, ProblemError, RuleRefused } from '../platform/problems.ts';
import { PROOF } from '../platform/proofs.ts';
import type { Session } from '../platform/request-scope.ts';
import { SessionStore } from '../platform/session-store.ts';
import { Throttle } from '../platform/throttle.ts';
import { browserOf } from '../session/user-agent.ts';
import { type Attempt, Attempts } from './attempts.ts';
import { Issuers, type Proofs } from './issuer.ts';
import { type KeptSignOn, SIGN_ON, keptSignOn, subjectHash } from './kept-sign-on.ts';

const SIGNED_ON = `select link_id as "linkId", account_id as "accountId", person_id as "personId"
  from app.signed_on($1, $2)`;
const MAY_SIGN_IN = `select from platform.account where id = $1 and disabled_at is null and (not demo or $2)
  and platform.in_service($3, $4)`;
const LINK = `insert into app.sign_on_link (tenant_id, id, sign_on_id, account_id, person_id, subject_hash)
  select $1, $2, o.id, s.account_id, s.person_id, $4 from platform.session s, (select id from app.sign_on
    where tenant_id = $1 and id = $3 and ended_at is null for share) o where s.id = $5
  on conflict do nothing returning id`;
const TRIED = `update app.sign_on set tried_by = $3, tried_at = clock_timestamp(), tried = $4
  where tenant_id = $1 and id = $2`;

interface Linked {
  readonly linkId: string;
  readonly accountId: string;
  readonly personId: string;
}
type Came =
  | { readonly came: 'signedIn'; readonly session: Session }
  | { readonly came: 'linked' | 'notLinked' | 'worked' | 'refused' };
type Taken = Attempt & { readonly proofs: Proofs };

/** Signs people in by their trust's own sign-on: whoever its issuer names, where its owner linked their account to that. */
@Injectable()
export class SignOnService {
  constructor(
    private readonly door: Door,
    private readonly sessions: SessionStore,
    private readonly attempts: Attempts,
    private readonly issuers: Issuers,
    private readonly throttle: Throttle,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** To the issuer, by nobody yet. */
  begin(trust: string, request: FastifyRequest, reply: FastifyReply): Promise<SignOnAway> {
    const origin = { address: request.ip, device: null };
    const leave = () => this.leave(reply, { tenantId: trust, purpose: 'signIn', sessionId: null });
    return this.throttle.run(`begin ${trust}`, origin, leave, () => null);
  }

  /** To the issuer, by whoever is signed in: to link their account, or to try what was set. */
  beginAs(session: Session, purpose: 'link' | 'try', reply: FastifyReply): Promise<SignOnAway> {
    const { tenantId, id: sessionId, by } = session;
    if (purpose === 'link' && by !== 'password') {
      throw new RuleRefused('passwordSession', 'Sign in by your password to link your account.');
    }
    return this.leave(reply, { tenantId, purpose, sessionId });
  }

  /** Back from the issuer. Whatever is wrong is one answer: what it was is nobody's who did not set it. */
  async finish(sent: SignOnBack, request: FastifyRequest, reply: FastifyReply): Promise<Came> {
    const attempt = await this.attempts.take(request, reply, sent);
    if (attempt === null) throw over();
    const kept = await keptSignOn(this.door, attempt.tenantId);
    if (kept === null || kept.id !== attempt.signOnId) throw over();
    if (attempt.purpose === 'signIn') {
      const origin = { address: request.ip, device: null };
      const enter = async () => this.enter(kept, attempt, sent, request);
      // Whoever comes back with something wrong slows nobody of their school.
      const begun = await this.throttle.run(`finish ${attempt.tenantId}`, origin, enter, () => null);
      if (begun === null) throw refused();
      const [token, session] = begun;
      const previous = this.sessions.tokenOf(request);
      if (previous !== null) await this.sessions.end(previous);
      this.sessions.giveCookie(reply, token, session);
      return { came: 'signedIn', session };
    }
    const session = await this.sameSession(attempt, request);
    return attempt.purpose === 'link'
      ? this.link(session, kept, await this.subject(kept, attempt, sent))
      : this.tried(session, kept, await this.subject(kept, attempt, sent));
  }

  private async leave(reply: FastifyReply, attempt: Omit<Attempt, 'signOnId'>): Promise<SignOnAway> {
    const kept = await keptSignOn(this.door, attempt.tenantId);
    if (kept === null) throw noSignOn();
    const proofs = await this.attempts.begin(reply, { ...attempt, signOnId: kept.id });
    try {
      return { to: await this.issuers.leave(kept, this.redirectOf(attempt.tenantId), proofs) };
    } catch (error) {
      // It is away, or is not what it was: whoever set it finds out which by trying it.
      this.note(error);
      throw away();
    }
  }

  /** Null where the issuer names nobody who may come in, whatever the reason. */
  private async enter(
    kept: KeptSignOn,
    { tenantId, proofs }: Taken,
    sent: SignOnBack,
    request: FastifyRequest,
  ): Promise<[Buffer, Session] | null> {
    const subject = await this.subject(kept, { tenantId, proofs }, sent);
    if (subject === null) return null;
    const hash = subjectHash(kept.id, kept.issuer, subject);
    const browser = browserOf(request.headers['user-agent']);
    const begun = await this.door.run({ tenantId, actor: SIGN_ON }, async (tx) => {
      const [linked] = await tx.query<Linked>(SIGNED_ON, [kept.id, hash], 'signed-on');
      if (linked === undefined) return null;
      const may = await tx.query(
        MAY_SIGN_IN,
        [linked.accountId, this.config.demo.on, tenantId, linked.personId],
        'may-sign-in',
      );
      return may.length === 0
        ? null
        : this.sessions.begin({ ...linked, ...browser, tenantId, proof: PROOF.password }, tx);
    });
    if (begun === null) return null;
    const [, session] = begun;
    const deed = { verb: 'session.signOn', subjectKind: 'session', subjectId: session.id };
    await this.door.run(session, (tx) => audit(tx, deed));
    return begun;
  }

  private async subject(
    kept: KeptSignOn,
    { tenantId, proofs }: Pick<Taken, 'tenantId' | 'proofs'>,
    { state, code, iss, error }: SignOnBack,
  ): Promise<string | null> {
    try {
      const sent = { state, code, iss, error };
      return await this.issuers.subjectOf(kept, this.redirectOf(tenantId), sent, proofs);
    } catch (thrown) {
      // Nothing that an issuer sends is taken at its word: whatever it got wrong, it names nobody.
      this.note(thrown);
      return null;
    }
  }

  private async sameSession({ sessionId, tenantId }: Attempt, request: FastifyRequest): Promise<Session> {
    const token = this.sessions.tokenOf(request);
    const session = token === null ? null : await this.sessions.find(token, { attended: true });
    if (session === null || session.id !== sessionId || session.tenantId !== tenantId) {
      throw new NotSignedIn();
    }
    return session;
  }

  private async link(session: Session, kept: KeptSignOn, subject: string | null): Promise<Came> {
    if (subject === null) return { came: 'notLinked' };
    const id = uuidv7();
    const hash = subjectHash(kept.id, kept.issuer, subject);
    await this.door.run(session, async (tx) => {
      const made = await tx.query(LINK, [tx.tenantId, id, kept.id, hash, session.id]);
      if (made.length === 0) throw new RuleRefused('signOnLinked', TAKEN);
      await audit(tx, { verb: 'account.linkSignOn', subjectKind: 'signOnLink', subjectId: id });
      await tellOwner(tx, 'signOnLinked');
    });
    return { came: 'linked' };
  }

  private async tried(session: Session, kept: KeptSignOn, subject: string | null): Promise<Came> {
    const came = subject === null ? 'refused' : 'worked';
    await this.door.run(session, async (tx) => {
      await tx.query(TRIED, [tx.tenantId, kept.id, tx.personId, came]);
      const detail = { worked: subject !== null };
      await audit(tx, { verb: 'trust.trySignOn', subjectKind: 'tenant', subjectId: tx.tenantId, detail });
    });
    return { came };
  }

  private redirectOf(tenantId: string): string {
    return redirectOf(this.config.http.publicUrl, tenantId);
  }

  /** A code of the library's alone: what an issuer says may name somebody. */
  private note(error: unknown): void {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    this.logger.warn('a sign-on was refused', { code });
  }
}

/** One for each trust, so that what one issuer began cannot be ended as another's. */
export const redirectOf = (publicUrl: string, tenantId: string): string =>
  `${publicUrl.replace(/\/$/, '')}/sign-in/back/${tenantId}`;

const TAKEN =
  'Your account is linked already, or somebody else’s here is linked to this one. Unlink it first.';

const over = () =>
  new ProblemError(401, 'signInRefused', 'This took too long, or was begun elsewhere. Begin again.');
const refused = () =>
  new ProblemError(
    401,
    'signInRefused',
    'Your trust’s sign-on lets nobody in here by this. Sign in by your password and link your account on the page My account.',
  );
const noSignOn = () =>
  new ProblemError(404, 'notFound', 'There is no sign-on at this address. Sign in by your password.');
const away = () =>
  new ProblemError(
    503,
    'unavailable',
    'Your trust’s sign-on does not answer as it should. Sign in by your password, or try again in a moment.',
    { retryAfterSeconds: 5 },
  );
