import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiResponse } from '@nestjs/swagger';
import { id, noticePage, noticesSeen, pageQuery } from '@trustward/contracts';
import type { NoticePage, NoticesSeen, PageQuery } from '@trustward/contracts';
import type { FastifyReply } from 'fastify';
import { Allow } from '../platform/allow.ts';
import { Answers, AnswersNothing } from '../platform/answers.ts';
import { DiaryService } from './diary.service.ts';
import { NoticeService } from './notice.service.ts';

@Controller('notices')
export class NoticeController {
  constructor(
    private readonly notices: NoticeService,
    private readonly diary: DiaryService,
  ) {}

  @Get()
  @Allow('notice:read')
  @Answers(noticePage)
  mine(@Query({ schema: pageQuery }) query: PageQuery): Promise<NoticePage> {
    return this.notices.mine(query);
  }

  @Post('seen')
  @Allow('notice:read')
  @AnswersNothing()
  seen(@Body({ schema: noticesSeen }) { ids }: NoticesSeen): Promise<void> {
    return this.notices.seen(ids);
  }

  /** The time of what a notice is about, as a file for a diary. */
  @Get(':noticeId/due.ics')
  @Allow('notice:read')
  @ApiProduces('text/calendar')
  @ApiResponse({ status: 200, description: 'One event, as iCalendar.', schema: { type: 'string' } })
  async due(
    @Param('noticeId', { schema: id }) noticeId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const file = await this.diary.fileOf(noticeId);
    reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', 'attachment; filename="due.ics"');
    return file;
  }
}
