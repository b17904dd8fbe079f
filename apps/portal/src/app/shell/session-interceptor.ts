import type { HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { Router } from '@angular/router';
import { tap } from 'rxjs';
import { problemOf } from '../shared/problem.ts';
import { Session } from './session.ts';

const READS = new Set(['GET', 'HEAD']);

/** Sends the token that proves a write came from this portal, and notices when the session has ended. */
export const sessionInterceptor: HttpInterceptorFn = (request, next) => {
  const session = inject(Session);
  const router = inject(Router);
  const token = session.me()?.csrfToken;
  const sent =
    token && !READS.has(request.method) ? request.clone({ setHeaders: { 'x-csrf-token': token } }) : request;
  return next(sent).pipe(
    tap({
      error: (error: unknown) => {
        if (problemOf(error).code !== 'notSignedIn' || !session.me()) return;
        session.end(router.url);
        void router.navigateByUrl('/sign-in');
      },
    }),
  );
};
