import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { SlotsResponse } from '@expertbook/contracts';
import { Public } from '../auth/public';
import { ApiProblems } from '../http/api-problems';
import { SlotsDto, SlotsQueryDto } from './slots.dto';
import { SlotsService } from './slots.service';

@ApiTags('slots')
@Public()
@Controller('experts/:handle/event-types/:slug/slots')
export class SlotsController {
  constructor(private readonly slots: SlotsService) {}

  /** Free starts of an event type, by the viewer's local date. Send the ETag back as If-None-Match: unchanged is 304. */
  @Get()
  @ApiOperation({ operationId: 'Slots_list' })
  @ApiOkResponse({ type: SlotsDto })
  @ApiProblems(
    'validation_failed',
    'invalid_range',
    'invalid_duration',
    'not_found',
    'event_type_inactive',
    'rate_limited',
  )
  list(
    @Param('handle') handle: string,
    @Param('slug') slug: string,
    @Query() query: SlotsQueryDto,
  ): Promise<SlotsResponse> {
    return this.slots.list(handle, slug, query);
  }
}
