import { Injectable } from '@nestjs/common';
import { audit } from '@trustward/casework';
import type { StepUp } from '@trustward/contracts';
import { Door } from '@trustward/database';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotSignedIn } from '../platform/problems.ts';
import { PROOF } from '../platform/proofs.ts';
import type { Session } from '../platform/request-scope.ts';
import { SessionStore } from '../platform/session-store.ts';
import { OwnPassword, refusedField } from './own-password.ts';
import { SecondFactor, tooManyCodes } from './second-factor.ts';

/** Whoever is signed in shows again that it is they: what asks for that is open for a few minutes, under a new token. */
@Injectable()
export class StepUpService {
  constructor(
    private readonly door: Door,
    private readonly own: OwnPassword,
    private readonly second: SecondFactor,
    private readonly sessions: SessionStore,
  ) {}

  async stepUp(
    { password, code = '' }: StepUp,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<Session> {
    const { session } = request;
    if (session === null) throw new NotSignedIn();
    const { accountId } = await this.own.prove(session, { field: 'password', password }, request.ip);
    const proof = (await this.proveCode(accountId, code)) ? PROOF.code : PROOF.password;
    const [token, fresh] = await this.door.run(session, async (tx) => {
      await audit(tx, { verb: 'session.stepUp', subjectKind: 'session', subjectId: session.id });
      return this.sessions.rotate(tx, session, proof);
    });
    this.sessions.giveCookie(reply, token, fresh);
    return fresh;
  }

  /** Whether one was asked for, and is right. */
  private async proveCode(accountId: string, code: string): Promise<boolean> {
    const tenantId = await this.second.of(accountId);
    if (tenantId === null) return false;
    if (code === '') throw refusedField('codeNeeded', 'code', 'Enter the six digits that your app shows');
    const proof = await this.second.prove(accountId, tenantId, code);
    if (proof === 'mustWait') throw tooManyCodes();
    if (proof === 'wrong') {
      throw refusedField('wrongCode', 'code', 'This code is not right, or was used. Wait for the next one');
    }
    return true;
  }
}
