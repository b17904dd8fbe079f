import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { Controller, Get, HttpCode, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Pool } from 'pg';
import type { BareOrder } from './order.ts';
import { replayer } from './replay.ts';

/** The least code that sends the recorded statements and answers as much: no guard, no contract, no log. */
const order = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as BareOrder;
const pool = new Pool({ connectionString: order.databaseUrl, max: order.poolSize });
const replay = replayer(pool, order);

class Bare {
  async answer(): Promise<unknown> {
    await replay();
    return order.answer;
  }
}
class BareModule {}

// Decorators by hand: node runs this file as it stands, and cannot strip their syntax.
const descriptor = Object.getOwnPropertyDescriptor(
  Bare.prototype,
  'answer',
) as TypedPropertyDescriptor<unknown>;
const route = order.method === 'GET' ? Get(order.path) : Post(order.path);
route(Bare.prototype, 'answer', descriptor);
HttpCode(order.status)(Bare.prototype, 'answer', descriptor);
Controller()(Bare);
Module({ controllers: [Bare] })(BareModule);

const app = await NestFactory.create<NestFastifyApplication>(BareModule, new FastifyAdapter(), {
  logger: false,
});
await app.listen(order.port, '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
