import { Controller, Get, Header, Param, Query, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Public } from '../auth/public';
import { ApiProblems } from '../http/api-problems';
import type { SignedInExpert } from '../auth/current';
import { OptionalExpert, OptionalExpertRoute } from '../auth/current';
import type { AccessKey } from '../auth/access-key';
import { ApiAccessKey, RequestAccessKey } from '../auth/access-key';
import { SlotsResponseCache } from './slots-response-cache';
import { SlotsDto, SlotsQueryDto } from './slots.dto';
import { SlotsService } from './slots.service';

@ApiTags('slots')
@Public()
@Controller('experts/:handle/event-types/:slug/slots')
export class SlotsController {
  constructor(
    private readonly slots: SlotsService,
    private readonly answers: SlotsResponseCache,
  ) {}

  /** Free starts of an event type, by the viewer's local date. Send the ETag back as If-None-Match: unchanged is 304. */
  @Get()
  @OptionalExpertRoute()
  @ApiOperation({ operationId: 'Slots_list' })
  @ApiAccessKey()
  @ApiOkResponse({ type: SlotsDto })
  @ApiProblems(
    'validation_failed',
    'invalid_range',
    'invalid_duration',
    'not_found',
    'event_type_inactive',
    'link_used',
    'link_expired',
  )
  @Header('Content-Type', 'application/json; charset=utf-8')
  async list(
    @Param('handle') handle: string,
    @Param('slug') slug: string,
    @Query() query: SlotsQueryDto,
    @Req() request: FastifyRequest,
    @RequestAccessKey() shown: AccessKey,
    @OptionalExpert() expert: SignedInExpert | null,
  ): Promise<string> {
    const key = { ...shown, expertId: expert?.expertId ?? null };
    return this.answers.bodyOf(request, await this.slots.list(handle, slug, query, key));
  }
}
