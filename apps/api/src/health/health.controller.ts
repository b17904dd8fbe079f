import { Controller, Get, Res } from '@nestjs/common';
import { health, readiness } from '@trustward/contracts';
import type { Health, Readiness } from '@trustward/contracts';
import type { FastifyReply } from 'fastify';
import { AllowAnyone } from '../platform/allow.ts';
import { Answers } from '../platform/answers.ts';
import { ReadinessService } from './readiness.service.ts';

@Controller()
export class HealthController {
  constructor(private readonly readiness: ReadinessService) {}

  /** Whether this process runs; it asks nobody else. */
  @Get('healthz')
  @AllowAnyone()
  @Answers(health)
  healthz(): Health {
    return { alive: true };
  }

  /** Whether everything it needs is there; 503 names what is missing. */
  @Get('readyz')
  @AllowAnyone()
  @Answers(readiness)
  async readyz(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.readiness.ask();
    if (!readiness.ready) reply.code(503);
    return readiness;
  }
}
