import { Inject, Injectable } from '@nestjs/common';
import { tellOwner } from '@trustward/casework';
import type { SignIn } from '@trustward/contracts';
import { Door, PlatformDoor } from '@trustward/database';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { API_CONFIG, type ApiConfig } from '../platform/api-config.ts';
import { ProblemError } from '../platform/problems.ts';
import type { Session } from '../platform/request-scope.ts';
import { SessionStore } from '../platform/session-store.ts';
import { Devices } from './devices.ts';
import { Passwords } from './passwords.ts';
import { SecondFactor, tooManyCodes } from './second-factor.ts';
import { browserOf } from './user-agent.ts';
import { Throttle } from '../platform/throttle.ts';

interface Account {
  readonly accountId: string;
  readonly passwordHash: string;
  readonly disabled: boolean;
  readonly demo: boolean;
  readonly tenantId: string | null;
  readonly personId: string | null;
}
type Member = Account & {
  readonly tenantId: string;
  readonly personId: string;
  /** Whether a recovery code was taken. */
  readonly onPaper?: boolean;
};
/** What came of an attempt: who it is, or why nobody is let in. */
type Attempt = Member | 'refused' | 'codeNeeded' | 'codeRefused' | 'mustWait';

// An account has one membership in a trust at most: of two trusts it lands in the same one every time.
const ACCOUNT = `select a.id as "accountId", a.password_hash as "passwordHash", a.disabled_at is not null as disabled,
    a.demo, m.tenant_id as "tenantId", m.person_id as "personId"
  from platform.account a left join platform.membership m on m.account_id = a.id
  where a.email = $1 order by m.tenant_id limit 1`;

/** Lets in whoever knows their password, and answers everyone else with the same words after the same work. */
@Injectable()
export class SignInService {
  constructor(
    private readonly door: Door,
    private readonly platform: PlatformDoor,
    private readonly sessions: SessionStore,
    private readonly devices: Devices,
    private readonly passwords: Passwords,
    private readonly second: SecondFactor,
    private readonly throttle: Throttle,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
  ) {}

  /** The new session, its cookie given; the one that was there ends, so a token never survives a sign-in. */
  async signIn(given: SignIn, request: FastifyRequest, reply: FastifyReply): Promise<Session> {
    const email = given.email.toLowerCase();
    const origin = { address: request.ip, device: await this.devices.known(request, email) };
    const member = await this.throttle.run(email, origin, () => this.attempt(email, given), isFailure);
    if (typeof member === 'string') throw REFUSALS[member]();
    const previous = this.sessions.tokenOf(request);
    if (previous !== null) await this.sessions.end(previous);
    await this.sessions.forgetExpired(member.accountId);
    const [token, session] = await this.sessions.begin({
      ...member,
      ...browserOf(request.headers['user-agent']),
      linkId: null,
    });
    if (member.onPaper === true) await this.door.run(session, (tx) => tellOwner(tx, 'recoveryCodeUsed'));
    this.sessions.giveCookie(reply, token, session);
    await this.devices.remember(request, reply, member.accountId);
    return session;
  }

  /** A right password alone is no success where a code is asked for, too: it must not forgive wrong codes. */
  private async attempt(email: string, { password, code = '' }: SignIn): Promise<Attempt> {
    const member = await this.member(email, password);
    if (member === null) return 'refused';
    const tenantId = await this.second.of(member.accountId);
    if (tenantId === null) return member;
    if (code === '') return 'codeNeeded';
    const proof = await this.second.prove(member.accountId, tenantId, code);
    if (proof === 'mustWait') return proof;
    return proof === 'wrong' ? 'codeRefused' : { ...member, onPaper: proof === 'onPaper' };
  }

  private async member(email: string, password: string): Promise<Member | null> {
    const [account] = await this.platform.query<Account>(ACCOUNT, [email], 'sign-in-account');
    const isRight = await this.passwords.matches(account?.passwordHash, password);
    if (account === undefined || !isRight || !this.isLetIn(account)) return null;
    return account;
  }

  private isLetIn(account: Account): account is Member {
    const { disabled, demo, tenantId, personId } = account;
    return !disabled && (!demo || this.config.demo.on) && tenantId !== null && personId !== null;
  }
}

const isFailure = (attempt: Attempt): boolean | null =>
  attempt === 'codeNeeded' ? null : typeof attempt === 'string';

const REFUSALS: Readonly<Record<Exclude<Attempt, Member>, () => ProblemError>> = {
  refused: () =>
    new ProblemError(
      401,
      'signInRefused',
      'That e-mail address and password do not let anyone in. Check both and try again.',
    ),
  codeNeeded: () =>
    new ProblemError(401, 'codeNeeded', 'Enter the six digits that your authenticator app shows, too.'),
  codeRefused: () =>
    new ProblemError(
      401,
      'codeRefused',
      'This code lets nobody in. Each lets in once, for a minute at most: take the one that the app shows now.',
    ),
  mustWait: tooManyCodes,
};
