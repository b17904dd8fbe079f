import { Module } from '@nestjs/common';
import { ShareController } from './share.controller.ts';
import { ShareService } from './share.service.ts';
import { SharedCaseService } from './shared-case.service.ts';

@Module({ controllers: [ShareController], providers: [ShareService, SharedCaseService] })
export class ShareModule {}
