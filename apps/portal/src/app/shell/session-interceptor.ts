import {
  HttpErrorResponse,
  type HttpHeaders,
  type HttpInterceptorFn,
  HttpResponse,
} from '@angular/common/http';
import { inject } from '@angular/core';
import { NOW_HEADER, SESSION_IDLE_HEADER } from '@trustward/contracts';
import { tap } from 'rxjs';
import { problemOf } from '../shared/problem.ts';
import { Tick } from '../shared/tick.ts';
import { Session } from './session.ts';

const READS = new Set(['GET', 'HEAD']);

/** Answers after which the session of this page is over: it ended, or another began in the same browser. */
const OVER = new Set(['notSignedIn', 'forgeryRefused']);

/** Sends the token that proves a write came from this portal; notices how long the session lasts, that it ended, and what the time is. */
export const sessionInterceptor: HttpInterceptorFn = (request, next) => {
  const session = inject(Session);
  const tick = inject(Tick);
  const token = session.me()?.csrfToken;
  const sent =
    token && !READS.has(request.method) ? request.clone({ setHeaders: { 'x-csrf-token': token } }) : request;
  return next(sent).pipe(
    tap({
      next: (event) => {
        if (!(event instanceof HttpResponse)) return;
        noteIdle(session, event.headers);
        noteNow(tick, event.headers);
      },
      error: (error: unknown) => {
        if (error instanceof HttpErrorResponse) noteNow(tick, error.headers);
        if (OVER.has(problemOf(error).code)) session.end();
      },
    }),
  );
};

function noteIdle(session: Session, headers: HttpHeaders): void {
  const seconds = headers.get(SESSION_IDLE_HEADER);
  if (seconds !== null) session.lasts(Number(seconds));
}

function noteNow(tick: Tick, headers: HttpHeaders): void {
  const said = headers.get(NOW_HEADER);
  if (said !== null) tick.heard(said);
}
