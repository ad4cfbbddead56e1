import { Body, Controller, Delete, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Types } from 'mongoose';
import type { SignedInExpert } from '../auth/current';
import { CurrentExpert, ExpertRoute } from '../auth/current';
import { ApiProblems } from '../http/api-problems';
import { IdParam } from '../http/object-id';
import { ScheduleDto, ScheduleRequestDto, UpdateScheduleDto } from './schedule.dto';
import { SchedulesService } from './schedules.service';

@ApiTags('schedules')
@ExpertRoute()
@Controller('schedules')
export class SchedulesController {
  constructor(private readonly schedules: SchedulesService) {}

  /** All schedules, the default first. */
  @Get()
  list(@CurrentExpert() { expertId }: SignedInExpert): Promise<ScheduleDto[]> {
    return this.schedules.list(expertId);
  }

  /** Add a schedule. */
  @ApiProblems('validation_failed')
  @Post()
  create(
    @CurrentExpert() { expertId }: SignedInExpert,
    @Body() body: ScheduleRequestDto,
  ): Promise<ScheduleDto> {
    return this.schedules.create(expertId, body);
  }

  /** One schedule. */
  @ApiProblems('not_found')
  @Get(':id')
  get(@CurrentExpert() { expertId }: SignedInExpert, @IdParam() id: Types.ObjectId): Promise<ScheduleDto> {
    return this.schedules.get(expertId, id);
  }

  /** Change a schedule. Open booking pages are updated at once. */
  @ApiProblems('validation_failed', 'not_found')
  @Patch(':id')
  update(
    @CurrentExpert() { expertId }: SignedInExpert,
    @IdParam() id: Types.ObjectId,
    @Body() body: UpdateScheduleDto,
  ): Promise<ScheduleDto> {
    return this.schedules.update(expertId, id, body);
  }

  /** Remove a schedule that is neither the default nor used by an event type. */
  @HttpCode(204)
  @ApiProblems('not_found', 'last_schedule', 'schedule_in_use')
  @Delete(':id')
  remove(@CurrentExpert() { expertId }: SignedInExpert, @IdParam() id: Types.ObjectId): Promise<void> {
    return this.schedules.remove(expertId, id);
  }
}
