import type { HttpInterceptorFn } from '@angular/common/http';
import { Injectable, inject, signal } from '@angular/core';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { problemOf } from '../shared/problem.ts';

/** Whether somebody is asked to show that it is they who are signed in; all that waits for it waits together. */
@Injectable({ providedIn: 'root' })
export class StepUp {
  private readonly open = signal(false);
  private waiting: ((done: boolean) => void)[] = [];
  readonly asked = this.open.asReadonly();

  ask(): Promise<boolean> {
    this.open.set(true);
    return new Promise((done) => this.waiting.push(done));
  }

  answer(done: boolean): void {
    this.open.set(false);
    const { waiting } = this;
    this.waiting = [];
    for (const one of waiting) one(done);
  }
}

/** Sends once more, as it was, what was refused only until somebody showed that it is they. */
export const stepUpInterceptor: HttpInterceptorFn = (request, next) => {
  const stepUp = inject(StepUp);
  return next(request).pipe(
    catchError((error: unknown) => {
      if (problemOf(error).code !== 'stepUpNeeded') return throwError(() => error);
      return from(stepUp.ask()).pipe(switchMap((done) => (done ? next(request) : throwError(() => error))));
    }),
  );
};
