import { Injectable } from '@nestjs/common';
import { audit } from '@trustward/casework';
import type { StepUp } from '@trustward/contracts';
import { Door } from '@trustward/database';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotSignedIn } from '../platform/problems.ts';
import type { Session } from '../platform/request-scope.ts';
import { SessionStore } from '../platform/session-store.ts';
import { OwnPassword } from './own-password.ts';

/** Whoever is signed in shows again that it is they: what asks for that is open for a few minutes, under a new token. */
@Injectable()
export class StepUpService {
  constructor(
    private readonly door: Door,
    private readonly own: OwnPassword,
    private readonly sessions: SessionStore,
  ) {}

  async stepUp({ password }: StepUp, request: FastifyRequest, reply: FastifyReply): Promise<Session> {
    const { session } = request;
    if (session === null) throw new NotSignedIn();
    await this.own.prove(session, { field: 'password', password }, request.ip);
    const [token, fresh] = await this.door.run(session, async (tx) => {
      await audit(tx, { verb: 'session.stepUp', subjectKind: 'session', subjectId: session.id });
      return this.sessions.rotate(tx, session);
    });
    this.sessions.giveCookie(reply, token, fresh);
    return fresh;
  }
}
