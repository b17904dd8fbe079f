import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { noticePage, noticesSeen, pageQuery } from '@trustward/contracts';
import type { NoticePage, NoticesSeen, PageQuery } from '@trustward/contracts';
import { Allow } from '../platform/allow.ts';
import { Answers, AnswersNothing } from '../platform/answers.ts';
import { NoticeService } from './notice.service.ts';

@Controller('notices')
export class NoticeController {
  constructor(private readonly notices: NoticeService) {}

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
}
