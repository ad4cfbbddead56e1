import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put } from '@nestjs/common';
import { ApiExtraModels, ApiTags } from '@nestjs/swagger';
import type { Types } from 'mongoose';
import type { SignedInExpert } from '../auth/current';
import { CurrentExpert, ExpertRoute } from '../auth/current';
import { ApiProblems } from '../http/api-problems';
import { IdParam } from '../http/object-id';
import { CreateEventTypeDto, EventTypeDto, UpdateEventTypeDto } from './event-type.dto';
import { DateRangeWindowDto, RollingWindowDto } from './event-type-parts.dto';
import { OrderEventTypesDto } from './event-type-order.dto';
import { EventTypesService } from './event-types.service';

@ApiTags('event types')
@ApiExtraModels(RollingWindowDto, DateRangeWindowDto)
@ExpertRoute()
@Controller('event-types')
export class EventTypesController {
  constructor(private readonly eventTypes: EventTypesService) {}

  /** All event types, including hidden and inactive ones. */
  @Get()
  list(@CurrentExpert() expert: SignedInExpert): Promise<EventTypeDto[]> {
    return this.eventTypes.list(expert);
  }

  /** Add an event type. */
  @ApiProblems('validation_failed', 'slug_taken')
  @Post()
  create(@CurrentExpert() expert: SignedInExpert, @Body() body: CreateEventTypeDto): Promise<EventTypeDto> {
    return this.eventTypes.create(expert, body);
  }

  /** Sort them for the profile: `ids` has each of them once. */
  @ApiProblems('validation_failed')
  @Put('order')
  order(@CurrentExpert() expert: SignedInExpert, @Body() body: OrderEventTypesDto): Promise<EventTypeDto[]> {
    return this.eventTypes.order(expert, body.ids);
  }

  /** One event type. */
  @ApiProblems('not_found')
  @Get(':id')
  get(@CurrentExpert() expert: SignedInExpert, @IdParam() id: Types.ObjectId): Promise<EventTypeDto> {
    return this.eventTypes.get(expert, id);
  }

  /** Change an event type. Open booking pages are updated at once. */
  @ApiProblems('validation_failed', 'slug_taken', 'not_found')
  @Patch(':id')
  update(
    @CurrentExpert() expert: SignedInExpert,
    @IdParam() id: Types.ObjectId,
    @Body() body: UpdateEventTypeDto,
  ): Promise<EventTypeDto> {
    return this.eventTypes.update(expert, id, body);
  }

  /** Remove an event type. Its bookings stay; its slug is free again. */
  @HttpCode(204)
  @ApiProblems('not_found')
  @Delete(':id')
  remove(@CurrentExpert() expert: SignedInExpert, @IdParam() id: Types.ObjectId): Promise<void> {
    return this.eventTypes.remove(expert, id);
  }
}
