import { Controller, Get, Query } from '@nestjs/common';
import { lateBoard, lateRecordPage, lateRowPage, pageQuery } from '@trustward/contracts';
import type { LateBoard, LateRecordPage, LateRowPage, PageQuery } from '@trustward/contracts';
import { Allow } from '../platform/allow.ts';
import { Answers } from '../platform/answers.ts';
import { LateService } from './late.service.ts';

@Controller('late')
export class LateController {
  constructor(private readonly late: LateService) {}

  @Get()
  @Allow('late:read')
  @Answers(lateBoard)
  board(@Query({ schema: pageQuery }) query: PageQuery): Promise<LateBoard> {
    return this.late.board(query);
  }

  @Get('soon')
  @Allow('late:read')
  @Answers(lateRowPage)
  soon(@Query({ schema: pageQuery }) query: PageQuery): Promise<LateRowPage> {
    return this.late.soon(query);
  }

  @Get('drills')
  @Allow('late:read')
  @Answers(lateRowPage)
  drills(@Query({ schema: pageQuery }) query: PageQuery): Promise<LateRowPage> {
    return this.late.drills(query);
  }

  @Get('records')
  @Allow('late:read')
  @Answers(lateRecordPage)
  records(@Query({ schema: pageQuery }) query: PageQuery): Promise<LateRecordPage> {
    return this.late.records(query);
  }
}
