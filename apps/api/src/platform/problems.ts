import type { Problem } from '@trustward/contracts';

type Code = Problem['code'];
interface Details {
  readonly fields?: Problem['fields'];
  readonly rule?: string;
  readonly retryAfterSeconds?: number;
}

/** Something the caller is told as an RFC 9457 body. Everything else that is thrown becomes "unexpected". */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly code: Code,
    readonly detail: string,
    readonly details: Details = {},
  ) {
    super(code);
  }
}

/** The one title of each code; the sentence for the person is in `detail`. */
const TITLES: Record<Code, string> = {
  badRequest: 'The request is not well formed',
  notSignedIn: 'Not signed in',
  signInRefused: 'Sign-in refused',
  codeNeeded: 'A code is asked for, too',
  codeRefused: 'Code refused',
  passkeyRefused: 'Passkey refused',
  notAllowed: 'Not allowed',
  stepUpNeeded: 'Confirm that it is you',
  proofNeeded: 'More than a password is asked for',
  notFound: 'Not found',
  stale: 'Someone else changed it first',
  refused: 'A rule says no',
  forgeryRefused: 'Not sent by this site',
  caseUnreadable: 'A case cannot be read',
  tooMany: 'Too many attempts',
  tooLarge: 'Too large',
  tooSlow: 'Too slow',
  unavailable: 'Not available at the moment',
  unexpected: 'Something went wrong',
};

export class BadRequest extends ProblemError {
  constructor(detail: string, fields?: Problem['fields']) {
    super(400, 'badRequest', detail, fields === undefined ? {} : { fields });
  }
}

export class NotSignedIn extends ProblemError {
  constructor() {
    super(401, 'notSignedIn', 'Sign in to go on.');
  }
}

export class NotAllowed extends ProblemError {
  constructor() {
    super(403, 'notAllowed', 'Your posts do not allow this.');
  }
}

/** Allowed, once whoever is signed in has shown again that it is they. */
export class StepUpNeeded extends ProblemError {
  constructor() {
    super(403, 'stepUpNeeded', 'Confirm that it is you, and then this is done.');
  }
}

/** Signed in, with less than the trust asks for of one of their posts. */
export class ProofNeeded extends ProblemError {
  constructor() {
    super(403, 'proofNeeded', 'Your trust asks you to sign in with more than a password.');
  }
}

export class ForgeryRefused extends ProblemError {
  constructor(detail: string) {
    super(403, 'forgeryRefused', detail);
  }
}

/** Not there, or not yours to know of: the two must be one answer. */
export class NotThereOrNotYours extends ProblemError {
  constructor() {
    super(404, 'notFound', 'There is nothing here, or it is not yours to see.');
  }
}

/**
 * The act was refused, yet the time that had passed before it was played and stays written: the transaction commits,
 * and then the caller is told.
 */
export abstract class ActRefused extends ProblemError {}

export class Stale extends ActRefused {
  constructor(detail: string) {
    super(409, 'stale', detail);
  }
}

export class RuleRefused extends ActRefused {
  constructor(rule: string, detail: string, fields?: Problem['fields']) {
    super(422, 'refused', detail, fields === undefined ? { rule } : { rule, fields });
  }
}

export class Unavailable extends ProblemError {
  constructor(detail = 'Trustward cannot reach its records. Nothing was lost; try again in a moment.') {
    super(503, 'unavailable', detail, { retryAfterSeconds: 5 });
  }
}

/** Our fault and nobody else's: its page, which still answers, says whom to ring. */
export class Unreadable extends ProblemError {
  constructor() {
    super(
      500,
      'caseUnreadable',
      'Trustward cannot read this case, so nothing can be recorded in it. Open its page: it says whom to ring.',
    );
  }
}

export const problemBody = (error: ProblemError, requestId?: string): Problem => ({
  type: `urn:trustward:problem:${error.code}`,
  title: TITLES[error.code],
  status: error.status,
  code: error.code,
  detail: error.detail,
  ...(error.details.fields === undefined ? {} : { fields: error.details.fields }),
  ...(error.details.rule === undefined ? {} : { rule: error.details.rule }),
  ...(requestId === undefined ? {} : { requestId }),
});
