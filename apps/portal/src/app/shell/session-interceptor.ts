import {
  HttpErrorResponse,
  type HttpHeaders,
  type HttpInterceptorFn,
  HttpResponse,
} from '@angular/common/http';
import { inject } from '@angular/core';
import { NOW_HEADER, SESSION_IDLE_HEADER, UNATTENDED_HEADER } from '@trustward/contracts';
import { tap } from 'rxjs';
import { problemOf } from '../shared/problem.ts';
import { Tick } from '../shared/tick.ts';
import { Presence } from './presence.ts';
import { Session } from './session.ts';

const READS = new Set(['GET', 'HEAD']);

/** Answers after which the session of this page is over: it ended, or another began in the same browser. */
const OVER = new Set(['notSignedIn', 'forgeryRefused']);

/**
 * Sends the token that proves a write came from this portal, and whether anybody is at the page; notices how long the
 * session lasts, that it ended, and what the time is.
 */
export const sessionInterceptor: HttpInterceptorFn = (request, next) => {
  const session = inject(Session);
  const tick = inject(Tick);
  const token = session.me()?.csrfToken;
  const reads = READS.has(request.method);
  const setHeaders = {
    ...(token && !reads && { 'x-csrf-token': token }),
    // What somebody wrote is somebody's act, whenever it is sent.
    ...(reads && !inject(Presence).isHere() && { [UNATTENDED_HEADER]: '1' }),
  };
  const askedAt = Date.now();
  return next(request.clone({ setHeaders })).pipe(
    tap({
      next: (event) => {
        if (!(event instanceof HttpResponse)) return;
        noteIdle(session, event.headers, askedAt);
        noteNow(tick, event.headers);
      },
      error: (error: unknown) => {
        if (error instanceof HttpErrorResponse) noteNow(tick, error.headers);
        const { code } = problemOf(error);
        if (OVER.has(code)) session.end();
        if (code === 'proofNeeded') void session.proofNeeded();
      },
    }),
  );
};

function noteIdle(session: Session, headers: HttpHeaders, askedAt: number): void {
  const seconds = headers.get(SESSION_IDLE_HEADER);
  if (seconds !== null) session.lasts(Number(seconds), askedAt);
}

function noteNow(tick: Tick, headers: HttpHeaders): void {
  const said = headers.get(NOW_HEADER);
  if (said !== null) tick.heard(said);
}
