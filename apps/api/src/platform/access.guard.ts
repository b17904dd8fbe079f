import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { NOW_HEADER, SESSION_IDLE_HEADER, UNATTENDED_HEADER } from '@trustward/contracts';
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
    const attended = isAttended(request);
    const session = token === null ? null : await this.sessions.find(token, { attended });
    if (token === null || session === null) throw new NotSignedIn();
    if (isWrite(request)) refuseWrongToken(request, session.csrfToken);
    request.session = session;
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    if (attended) reply.header(SESSION_IDLE_HEADER, idleSeconds(session));
    reply.header(NOW_HEADER, session.now.toISOString());
    return true;
  }
}

/** What a page asks for with nobody at it, and the stream that it opens again by itself, are no use of the session. */
const isAttended = ({ headers }: FastifyRequest): boolean =>
  headers[UNATTENDED_HEADER] === undefined && headers.accept !== 'text/event-stream';

/** So that a page can warn before the session ends of itself. */
const idleSeconds = ({ idleEndsAt, now }: Session): number =>
  Math.round((idleEndsAt.getTime() - now.getTime()) / 1000);
