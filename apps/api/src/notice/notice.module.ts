import { Module } from '@nestjs/common';
import { NoticeController } from './notice.controller.ts';
import { NoticeService } from './notice.service.ts';

@Module({ controllers: [NoticeController], providers: [NoticeService] })
export class NoticeModule {}
