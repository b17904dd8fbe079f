import type { FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { refuseForeignOrigin } from './forgery.ts';

const PUBLIC = 'https://trustward.example';
const sent = (origin: string, host: string) => () => {
  const request = { headers: { origin, host }, socket: { localPort: 4300 } };
  refuseForeignOrigin(request as unknown as FastifyRequest, PUBLIC);
};

describe('a write with an origin', () => {
  it.each([
    [PUBLIC, 'trustward.example'],
    ['http://127.0.0.1:4300', '127.0.0.1:4300'],
    ['http://localhost:4300', 'localhost:4300'],
    ['http://[::1]:4300', '[::1]:4300'],
  ])('is taken from %s', (origin, host) => {
    expect(sent(origin, host)).not.toThrow();
  });

  it.each([
    ['http://rebound.example:4300', 'rebound.example:4300'],
    ['http://127.0.0.1:9999', '127.0.0.1:9999'],
    ['http://localhost:4300', '127.0.0.1:4300'],
    ['null', '127.0.0.1:4300'],
  ])('is refused from %s, though it is sent to %s', (origin, host) => {
    expect(sent(origin, host)).toThrow('forgeryRefused');
  });
});
