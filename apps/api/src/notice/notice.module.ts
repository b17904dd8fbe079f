import { Module } from '@nestjs/common';
import { DiaryService } from './diary.service.ts';
import { NoticeController } from './notice.controller.ts';
import { NoticeService } from './notice.service.ts';

@Module({ controllers: [NoticeController], providers: [DiaryService, NoticeService] })
export class NoticeModule {}
