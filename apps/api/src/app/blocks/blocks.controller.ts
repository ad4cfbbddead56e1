import { Body, Controller, Delete, Get, Header, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Block, CalendarView } from '@expertbook/contracts';
import type { Types } from 'mongoose';
import type { SignedInExpert } from '../auth/current';
import { CurrentExpert, ExpertRoute } from '../auth/current';
import { ApiProblems } from '../http/api-problems';
import { IdParam } from '../http/object-id';
import { BlockDto, CalendarQueryDto, CalendarViewDto, CreateBlockDto } from './block.dto';
import { BlocksService } from './blocks.service';
import { CalendarViewService } from './calendar-view.service';

@ApiTags('calendar')
@ExpertRoute()
@Controller()
export class BlocksController {
  constructor(
    private readonly blocks: BlocksService,
    private readonly views: CalendarViewService,
  ) {}

  /** Block a time, so that it cannot be booked. */
  @Post('blocks')
  @ApiCreatedResponse({ type: BlockDto })
  @ApiProblems('validation_failed', 'in_the_past', 'slot_taken')
  create(@CurrentExpert() expert: SignedInExpert, @Body() request: CreateBlockDto): Promise<Block> {
    return this.blocks.create(expert, request);
  }

  /** Your blocks in a range of at most 45 days. */
  @Get('blocks')
  @ApiOkResponse({ type: [BlockDto] })
  @ApiProblems('validation_failed', 'invalid_range')
  list(@CurrentExpert() expert: SignedInExpert, @Query() query: CalendarQueryDto): Promise<Block[]> {
    return this.blocks.list(expert, query);
  }

  /** Remove a block. */
  @Delete('blocks/:id')
  @HttpCode(204)
  @ApiProblems('not_found')
  remove(@CurrentExpert() expert: SignedInExpert, @IdParam() id: Types.ObjectId): Promise<void> {
    return this.blocks.remove(expert, id);
  }

  /** Bookings, holds and blocks of your calendar in a range of at most 45 days. */
  @Get('calendar')
  @ApiOkResponse({ type: CalendarViewDto })
  @ApiProblems('validation_failed', 'invalid_range')
  @Header('Cache-Control', 'private, no-store')
  calendar(@CurrentExpert() expert: SignedInExpert, @Query() query: CalendarQueryDto): Promise<CalendarView> {
    return this.views.view(expert, query);
  }
}
