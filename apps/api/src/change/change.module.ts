import { Module } from '@nestjs/common';
import { ChangeController } from './change.controller.ts';
import { ChangeBoardService } from './change-board.service.ts';
import { ChangeReaderService } from './change-reader.service.ts';
import { ChangeService } from './change.service.ts';

@Module({
  controllers: [ChangeController],
  providers: [ChangeService, ChangeReaderService, ChangeBoardService],
})
export class ChangeModule {}
