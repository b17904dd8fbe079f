import { Catch } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { asProblem } from './as-problem.ts';
import type { ProblemError } from './problems.ts';
import { problemBody } from './problems.ts';

/** Whatever goes wrong, the caller gets one kind of body and the log one line without their data. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly onUnexpected: (thrown: unknown, request: FastifyRequest) => void) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const error = asProblem(thrown);
    if (error.status >= 500) this.onUnexpected(thrown, request);
    if (reply.sent || reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    sendProblem(reply, error, request.id);
  }
}

export function sendProblem(reply: FastifyReply, error: ProblemError, requestId?: string): void {
  if (error.details.retryAfterSeconds !== undefined) {
    reply.header('retry-after', error.details.retryAfterSeconds);
  }
  reply
    .code(error.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(problemBody(error, requestId)));
}
