import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { NOW_HEADER, SESSION_IDLE_HEADER } from '@trustward/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ACCESS } from './allow.ts';
import type { Access } from './allow.ts';
import { isWrite, refuseForeignOrigin, refuseWrongToken } from './forgery.ts';
import { NotAllowed, NotSignedIn } from './problems.ts';
import { SessionStore } from './session-store.ts';
import type { Session } from './request-scope.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard on every route that needs signing in. */
    session: Session | null;
  }
}

/** First on every route: refuses what nobody marked, then who is not signed in, then what another site sent. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionStore,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.get<Access | undefined>(ACCESS, context.getHandler());
    if (access === undefined) throw new NotAllowed();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (isWrite(request)) refuseForeignOrigin(request, this.sessions.publicOrigin);
    if (access.to === 'anyone') return true;
    const token = this.sessions.tokenOf(request);
    const session = token === null ? null : await this.sessions.find(token);
    if (token === null || session === null) throw new NotSignedIn();
    if (isWrite(request)) refuseWrongToken(request, token);
    request.session = session;
    // So that a page can warn before the session ends of itself.
    const idleMs = session.idleEndsAt.getTime() - session.now.getTime();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    reply.header(SESSION_IDLE_HEADER, Math.round(idleMs / 1000));
    reply.header(NOW_HEADER, session.now.toISOString());
    return true;
  }
}
