import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  applyChange,
  change,
  changeBoard,
  changePage,
  draftChange,
  id,
  pageQuery,
} from '@trustward/contracts';
import type {
  ApplyChange,
  Change,
  ChangeBoard,
  ChangePage,
  DraftChange,
  PageQuery,
} from '@trustward/contracts';
import { Allow } from '../platform/allow.ts';
import { Answers } from '../platform/answers.ts';
import { ChangeBoardService } from './change-board.service.ts';
import { ChangeReaderService } from './change-reader.service.ts';
import { ChangeService } from './change.service.ts';

/** What running cases go by, edited in two steps: what would come of it first, and then it is done. */
@Controller('changes')
export class ChangeController {
  constructor(
    private readonly changes: ChangeService,
    private readonly reader: ChangeReaderService,
    private readonly boards: ChangeBoardService,
  ) {}

  @Get()
  @Allow('change:make')
  @Answers(changePage)
  page(@Query({ schema: pageQuery }) query: PageQuery): Promise<ChangePage> {
    return this.reader.page(query);
  }

  @Get('to-confirm')
  @Allow('change:confirm')
  @Answers(changePage)
  toConfirm(@Query({ schema: pageQuery }) { limit }: PageQuery): Promise<ChangePage> {
    return this.reader.toConfirm(limit);
  }

  @Get('board')
  @Allow('change:make')
  @Answers(changeBoard)
  board(): Promise<ChangeBoard> {
    return this.boards.board();
  }

  @Post()
  @Allow('change:make')
  @Answers(change)
  draft(@Body({ schema: draftChange }) draft: DraftChange): Promise<Change> {
    return this.changes.draft(draft);
  }

  @Get(':changeId')
  @Allow('change:make')
  @Answers(change)
  read(@Param('changeId', { schema: id }) changeId: string): Promise<Change> {
    return this.reader.read(changeId);
  }

  @Post(':changeId/apply')
  @Allow('change:confirm')
  @Answers(change)
  apply(
    @Param('changeId', { schema: id }) changeId: string,
    @Body({ schema: applyChange }) { version }: ApplyChange,
  ): Promise<Change> {
    return this.changes.apply(changeId, version);
  }

  @Post(':changeId/put-aside')
  @Allow('change:confirm')
  @Answers(change)
  putAside(
    @Param('changeId', { schema: id }) changeId: string,
    @Body({ schema: applyChange }) { version }: ApplyChange,
  ): Promise<Change> {
    return this.changes.putAside(changeId, version);
  }
}
