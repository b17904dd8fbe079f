import { Injectable } from '@nestjs/common';
import { audit, tellOwner } from '@trustward/casework';
import type { SignIn } from '@trustward/contracts';
import { PlatformDoor } from '@trustward/database';
import type { Tx } from '@trustward/database';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from '../platform/problems.ts';
import { PROOF } from '../platform/proofs.ts';
import type { Session } from '../platform/request-scope.ts';
import { Devices } from './devices.ts';
import { ACCOUNT, Entrance } from './entrance.ts';
import type { Account, Entrant, Member } from './entrance.ts';
import { Passwords } from './passwords.ts';
import { ProofResets } from './proof-resets.ts';
import { SecondFactor, tooManyCodes } from './second-factor.ts';
import { Throttle } from '../platform/throttle.ts';

/** What came of an attempt: who it is, or why nobody is let in. */
type Attempt =
  (Entrant & { readonly onPaper?: boolean }) | 'refused' | 'codeNeeded' | 'codeRefused' | 'mustWait';

const BY_EMAIL = `select ${ACCOUNT.columns}, a.password_hash as "passwordHash" ${ACCOUNT.from}
  where a.email = $1 ${ACCOUNT.first}`;

type WithPassword = Account & { readonly passwordHash: string };

/** Lets in whoever knows their password, and answers everyone else with the same words after the same work. */
@Injectable()
export class SignInService {
  constructor(
    private readonly platform: PlatformDoor,
    private readonly entrance: Entrance,
    private readonly devices: Devices,
    private readonly passwords: Passwords,
    private readonly second: SecondFactor,
    private readonly resets: ProofResets,
    private readonly throttle: Throttle,
  ) {}

  async signIn(given: SignIn, request: FastifyRequest, reply: FastifyReply): Promise<Session> {
    const email = given.email.toLowerCase();
    const origin = { address: request.ip, device: await this.devices.known(request, email) };
    const member = await this.throttle.run(email, origin, () => this.attempt(email, given), isFailure);
    if (typeof member === 'string') throw REFUSALS[member]();
    return this.entrance.enter(member, request, reply, (tx) => noted(tx, member));
  }

  /** A right password alone is no success where a code is asked for, too: it must not forgive wrong codes. */
  private async attempt(email: string, { password, code = '' }: SignIn): Promise<Attempt> {
    const member = await this.member(email, password);
    if (member === null) return 'refused';
    if (code === '' && (await this.resets.taken(member))) return { ...member, proof: PROOF.password };
    const tenantId = await this.second.of(member.accountId);
    if (tenantId === null) return { ...member, proof: PROOF.password };
    if (code === '') return 'codeNeeded';
    const proof = await this.second.prove(member.accountId, tenantId, code);
    if (proof === 'mustWait') return proof;
    return proof === 'wrong' ? 'codeRefused' : { ...member, proof: PROOF.code, onPaper: proof === 'onPaper' };
  }

  private async member(email: string, password: string): Promise<Member | null> {
    const [account] = await this.platform.query<WithPassword>(BY_EMAIL, [email], 'sign-in-account');
    const isRight = await this.passwords.matches(account?.passwordHash, password);
    if (account === undefined || !isRight || !this.entrance.isOpenTo(account)) return null;
    return account;
  }
}

/** That somebody came in by their password, and by what beside it. */
async function noted(tx: Tx, { accountId, proof, onPaper = false }: Exclude<Attempt, string>): Promise<void> {
  const beside = onPaper ? 'recoveryCode' : proof === PROOF.code ? 'code' : null;
  await audit(tx, {
    verb: 'account.signIn',
    subjectKind: 'account',
    subjectId: accountId,
    detail: { beside },
  });
  if (onPaper) await tellOwner(tx, 'recoveryCodeUsed');
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
