import { HttpException } from '@nestjs/common';
import { CaseUnreadable } from '@trustward/casework';
import { KeyServiceAway, TryAgain, sqlState } from '@trustward/database';
import { BadRequest, NotThereOrNotYours, ProblemError, Stale, Unavailable, Unreadable } from './problems.ts';

/** What the framework and the database throw, as what the caller is told. Never their words: those may quote input. */
export function asProblem(thrown: unknown): ProblemError {
  if (thrown instanceof ProblemError) return thrown;
  // Lost every time it was run: somebody else's act, or an earlier one of the same id, stands in its way.
  if (thrown instanceof TryAgain) {
    return new Stale('Someone else was quicker, or this was sent before. Look again before you repeat it.');
  }
  if (thrown instanceof CaseUnreadable) return new Unreadable();
  const status = statusOf(thrown);
  if (status === undefined && UNREADABLE.has(sqlState(thrown) ?? '')) {
    return new BadRequest(malformed(thrown));
  }
  if (status === undefined) return isOutage(thrown) ? new Unavailable() : unexpected();
  if (status === 404 || status === 405) return new NotThereOrNotYours();
  if (status === 413) {
    return new ProblemError(413, 'tooLarge', 'What you sent is larger than Trustward accepts.');
  }
  if (status === 415) {
    return new ProblemError(415, 'badRequest', 'Send the body as JSON, with content-type application/json.');
  }
  if (status === 414) {
    return new ProblemError(414, 'tooLarge', 'The address is longer than Trustward accepts.');
  }
  if (status >= 400 && status < 500) return new BadRequest(malformed(thrown));
  return status === 503 ? new Unavailable() : unexpected();
}

const unexpected = () =>
  new ProblemError(500, 'unexpected', 'Something went wrong on our side. Nothing you sent was half-done.');

function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) return thrown.getStatus();
  if (thrown instanceof SyntaxError || thrown instanceof URIError) return 400;
  if (typeof thrown !== 'object' || thrown === null || !('statusCode' in thrown)) return undefined;
  return typeof thrown.statusCode === 'number' ? thrown.statusCode : undefined;
}

const MALFORMED: Record<string, string> = {
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty; send a JSON object.',
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not valid JSON.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The body is not as long as its content-length says.',
  FST_ERR_BAD_URL: 'The address is not well formed.',
};

const malformed = (thrown: unknown): string =>
  MALFORMED[codeOf(thrown)] ??
  (thrown instanceof SyntaxError ? 'The body is not valid JSON.' : 'The request is not well formed.');

/** PostgreSQL's codes of text, ids and instants that it cannot take: a contract let through what it should not have. */
const UNREADABLE: ReadonlySet<string> = new Set(['22021', '22P02', '22P05', '22007', '22008']);

/** PostgreSQL's codes of a server that is away, full or out of time, and the socket's own: not there, not wrong. */
const OUTAGES = /^(08|57|53|25P03|ECONN|ENOTFOUND|ETIMEDOUT|EPIPE|EAI_AGAIN)/;

/** Whether the records could not be reached, or not be opened for now, as opposed to a fault of ours. */
const isOutage = (thrown: unknown): boolean =>
  thrown instanceof KeyServiceAway ||
  OUTAGES.test(codeOf(thrown)) ||
  (thrown instanceof Error &&
    /timeout exceeded when trying to connect|Connection terminated|not queryable/.test(thrown.message));

export function codeOf(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return '';
  return typeof thrown.code === 'string' ? thrown.code : '';
}
