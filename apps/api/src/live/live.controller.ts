import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiProduces, ApiResponse } from '@nestjs/swagger';
import { liveMessage } from '@trustward/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../platform/allow.ts';
import { NotSignedIn } from '../platform/problems.ts';
import { LiveHub } from './live-hub.ts';
import { Subscriber } from './subscriber.ts';

const RETRY_MS = 2_000;

@Controller('live')
export class LiveController {
  constructor(private readonly hub: LiveHub) {}

  /** Server-sent events: what changed, never how. */
  @Get()
  @Allow('live:read', { transaction: 'own' })
  @ApiProduces('text/event-stream')
  @ApiResponse({
    status: 200,
    description: 'Server-sent events, each of this form as JSON.',
    standardSchema: liveMessage,
  })
  live(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    if (request.session === null) throw new NotSignedIn();
    const { raw } = reply.hijack();
    raw.writeHead(200, {
      ...headersOf(reply),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    raw.write(`retry: ${RETRY_MS}\n: here\n\n`);
    const subscriber = new Subscriber(request.session, {
      write: (text) => void raw.write(text),
      end: () => void raw.end(),
    });
    raw.on('close', () => this.hub.remove(subscriber));
    this.hub.add(subscriber);
  }
}

/** A reply taken over sends none of the headers set on it by itself. */
const headersOf = (reply: FastifyReply): Record<string, string> =>
  Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]));
