import { randomUUID } from 'node:crypto';
import { STATUS_CODES, ServerResponse } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from '@trustward/observability';
import { codeOf } from './as-problem.ts';
import { BadRequest, ProblemError, problemBody } from './problems.ts';

/** How long somebody who is still sending may go on, so that the answer reaches them before the line is cut. */
const LINGER_MS = 1_000;

const BODY_LENGTH = 'The request does not say in one clear way how long its body is.';

/** Node's codes of what its parser refuses. Never its words: those may quote what was sent. */
const REFUSALS: Readonly<Record<string, () => ProblemError>> = {
  HPE_HEADER_OVERFLOW: () =>
    new ProblemError(431, 'tooLarge', 'The headers of the request are larger than Trustward accepts.'),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: () =>
    new ProblemError(413, 'tooLarge', 'What you sent is larger than Trustward accepts.'),
  ERR_HTTP_REQUEST_TIMEOUT: () =>
    new ProblemError(
      408,
      'tooSlow',
      'The request took too long to arrive. Nothing was recorded; send it again.',
    ),
  HPE_INVALID_CONTENT_LENGTH: () => new BadRequest(BODY_LENGTH),
  HPE_UNEXPECTED_CONTENT_LENGTH: () => new BadRequest(BODY_LENGTH),
  HPE_INVALID_TRANSFER_ENCODING: () => new BadRequest(BODY_LENGTH),
};
const noHttp = () => new BadRequest('What was sent is not a request that Trustward can read.');

/** What node answers by itself, or not at all, answered as everything else is. */
export class MalformedHttp {
  readonly #logger: Logger;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #unmet = new WeakSet<IncomingMessage>();

  constructor(logger: Logger, headers: Readonly<Record<string, string>>) {
    this.#logger = logger;
    this.#headers = headers;
  }

  /** Bytes that are no HTTP, or did not come in time: there is no request, so the answer is written to the socket. */
  onClientError(error: Error, socket: Duplex): void {
    const answer = underWay(socket);
    // An answer that is begun, or that is to a request before these bytes, must not be mixed with this one.
    const isAnothers = answer !== null && (answer.headersSent || answer.req.complete);
    if (!socket.writable || socket.destroyed || codeOf(error) === 'ECONNRESET' || isAnothers) {
      socket.destroy();
      return;
    }
    const problem = (REFUSALS[codeOf(error)] ?? noHttp)();
    this.#write(socket, problem, codeOf(error));
  }

  /** What node would answer with no word of ours: it is given the way of every other request, or one of its own. */
  listenTo(server: Server): void {
    server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
      this.#unmet.add(request);
      server.emit('request', request, response);
    });
    server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
      socket.on('error', () => socket.destroy());
      this.#write(socket, new BadRequest('Trustward is no proxy.'), 'CONNECT');
    });
  }

  /** Why a request that could be read must not be served all the same. */
  unfit(request: IncomingMessage): ProblemError | null {
    if (this.#unmet.has(request)) {
      return new ProblemError(
        417,
        'badRequest',
        'Trustward does not meet what the header “expect” asks for.',
      );
    }
    const hosts = hostsOf(request);
    if (hosts === 1 || (hosts === 0 && request.httpVersion === '1.0')) return null;
    return new BadRequest('The request must name its host, once.');
  }

  #write(socket: Duplex, problem: ProblemError, code: string): void {
    const requestId = randomUUID();
    this.#logger.info('refused what is no request', { requestId, status: problem.status, code });
    socket.end(rawAnswer(problem, requestId, this.#headers));
    socket.resume();
    const cut = setTimeout(() => socket.destroy(), LINGER_MS).unref();
    socket.once('close', () => clearTimeout(cut));
  }
}

function rawAnswer(
  problem: ProblemError,
  requestId: string,
  always: Readonly<Record<string, string>>,
): string {
  const body = JSON.stringify(problemBody(problem, requestId));
  const headers = {
    ...always,
    'x-request-id': requestId,
    'cache-control': 'no-store',
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    date: new Date().toUTCString(),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`, ...lines, '', body].join(
    '\r\n',
  );
}

/** The answer that a socket is busy with. Node keeps it there, looks for it as we do, and offers no other way to ask. */
function underWay(socket: Duplex): ServerResponse | null {
  const answer: unknown = Reflect.get(socket, '_httpMessage');
  return answer instanceof ServerResponse ? answer : null;
}

/** Node keeps the first of several; whoever stands between may have kept the last. */
function hostsOf({ rawHeaders }: IncomingMessage): number {
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (rawHeaders[at]?.toLowerCase() === 'host') count += 1;
  }
  return count;
}
