import { Body, Controller, Param, Post } from '@nestjs/common';
import { actResult, grantRelease, id, keepHold, releaseHold } from '@trustward/contracts';
import type { ActResult, GrantRelease, KeepHold, ReleaseHold } from '@trustward/contracts';
import { Allow } from '../platform/allow.ts';
import { Answers } from '../platform/answers.ts';
import { slugId } from '../platform/params.ts';
import { answering, asRead } from './as-read.ts';
import { HoldService } from './hold.service.ts';

@Controller('cases/:caseId/holds/:hold')
export class HoldController {
  constructor(private readonly holds: HoldService) {}

  @Post('ask-release')
  @Allow('hold:release')
  @Answers(actResult)
  askRelease(
    @Param('caseId', { schema: id }) caseId: string,
    @Param('hold', { schema: slugId }) hold: string,
    @Body({ schema: releaseHold }) given: ReleaseHold,
  ): Promise<ActResult> {
    return this.holds.release(caseId, given, { type: 'releaseAsked', hold });
  }

  @Post('grant-release')
  @Allow('hold:release')
  @Answers(actResult)
  grantRelease(
    @Param('caseId', { schema: id }) caseId: string,
    @Param('hold', { schema: slugId }) hold: string,
    @Body({ schema: grantRelease }) given: GrantRelease,
  ): Promise<ActResult> {
    return this.holds.release(caseId, given, { type: 'releaseGranted', hold, ...asRead(given) });
  }

  @Post('decline-release')
  @Allow('hold:release')
  @Answers(actResult)
  declineRelease(
    @Param('caseId', { schema: id }) caseId: string,
    @Param('hold', { schema: slugId }) hold: string,
    @Body({ schema: keepHold }) given: KeepHold,
  ): Promise<ActResult> {
    return this.holds.release(caseId, given, { type: 'releaseDeclined', hold, ...answering(given) });
  }
}
