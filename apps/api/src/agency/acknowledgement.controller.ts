import { Body, Controller, Post, Req } from '@nestjs/common';
import { acknowledgeReceipt, acknowledgement, lookUpLink } from '@trustward/contracts';
import type { AcknowledgeReceipt, Acknowledgement, LookUpLink } from '@trustward/contracts';
import type { FastifyRequest } from 'fastify';
import { AllowAnyone } from '../platform/allow.ts';
import { Answers } from '../platform/answers.ts';
import { AcknowledgementService } from './acknowledgement.service.ts';

/** For agencies, who sign in nowhere: the link is all they have. Scanners open links, so nothing here answers a GET. */
@Controller('acknowledgements')
export class AcknowledgementController {
  constructor(private readonly acknowledgements: AcknowledgementService) {}

  @Post('look-up')
  @AllowAnyone()
  @Answers(acknowledgement)
  lookUp(
    @Body({ schema: lookUpLink }) given: LookUpLink,
    @Req() request: FastifyRequest,
  ): Promise<Acknowledgement> {
    return this.acknowledgements.lookUp(given, request.ip);
  }

  @Post()
  @AllowAnyone()
  @Answers(acknowledgement)
  acknowledge(
    @Body({ schema: acknowledgeReceipt }) given: AcknowledgeReceipt,
    @Req() request: FastifyRequest,
  ): Promise<Acknowledgement> {
    return this.acknowledgements.acknowledge(given, request.ip);
  }
}
