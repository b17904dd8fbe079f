import { HttpErrorResponse } from '@angular/common/http';
import { type Problem, problem } from '@trustward/contracts';

/** What went wrong, as the portal speaks of it: the API's codes, and `offline` when nothing answered. */
export interface Trouble {
  readonly code: Problem['code'] | 'offline';
  readonly detail: string;
  readonly rule?: string | undefined;
  readonly fields: readonly { readonly field: string; readonly reason: string }[];
}

const UNEXPECTED = 'Something went wrong at our end. Nothing you typed is lost.';
const OFFLINE = 'Trustward cannot be reached. Check your connection.';

/** Something that this page or its browser refuses, in words for whoever is at it. */
export class Said extends Error {}

export function problemOf(error: unknown): Trouble {
  if (error instanceof Said) return { code: 'refused', detail: error.message, fields: [] };
  if (!(error instanceof HttpErrorResponse)) return { code: 'unexpected', detail: UNEXPECTED, fields: [] };
  if (error.status === 0) return { code: 'offline', detail: OFFLINE, fields: [] };
  const body = problem.safeParse(readBody(error.error));
  if (body.success) {
    const { code, detail, rule, fields = [] } = body.data;
    return { code, detail, rule, fields };
  }
  // A gateway in front of the API answers without a problem body.
  const code =
    error.status === 502 || error.status === 503 || error.status === 504 ? 'unavailable' : 'unexpected';
  return { code, detail: UNEXPECTED, fields: [] };
}

const UNANSWERED: ReadonlySet<Trouble['code']> = new Set(['offline', 'unavailable', 'unexpected']);

/** Whether only the answer may have been lost, and what was sent may stand all the same. */
export const unanswered = (error: unknown): boolean => UNANSWERED.has(problemOf(error).code);

/** Angular leaves `application/problem+json` as text when another type was asked for. */
function readBody(body: unknown): unknown {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body);
  } catch {
    // Not JSON: a page from a gateway. It is shown as unexpected.
    return null;
  }
}
