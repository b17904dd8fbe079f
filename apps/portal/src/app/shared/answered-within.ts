import { HttpErrorResponse } from '@angular/common/http';
import { type MonoTypeOperatorFunction, throwError, timeout } from 'rxjs';

/** As if nothing could be reached, where a server or a network takes what is sent and never answers. */
export const answeredWithin = <T>(ms: number): MonoTypeOperatorFunction<T> =>
  timeout({ first: ms, with: () => throwError(() => new HttpErrorResponse({ status: 0 })) });
