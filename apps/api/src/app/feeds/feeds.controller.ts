import { Body, Controller, Delete, Get, Header, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { CalendarFeed, CreatedCalendarFeed } from '@expertbook/contracts';
import type { Types } from 'mongoose';
import type { SignedInExpert } from '../auth/current';
import { CurrentExpert, ExpertRoute } from '../auth/current';
import { ApiProblems } from '../http/api-problems';
import { IdParam } from '../http/object-id';
import { RateLimit } from '../http/rate-limit';
import { CalendarFeedDto, CreateCalendarFeedDto, CreatedCalendarFeedDto } from './feed.dto';
import { FeedsService } from './feeds.service';

@ApiTags('feeds')
@ExpertRoute()
@Controller('feeds')
export class FeedsController {
  constructor(private readonly feeds: FeedsService) {}

  /** Your calendar feeds, oldest first, without their addresses. */
  @Get()
  @ApiOkResponse({ type: [CalendarFeedDto] })
  @Header('Cache-Control', 'private, no-store')
  list(@CurrentExpert() { expertId }: SignedInExpert): Promise<CalendarFeed[]> {
    return this.feeds.list(expertId);
  }

  /** Create a secret address by which calendar programs subscribe to your bookings. It is shown only in this response. */
  @Post()
  @RateLimit('writes')
  @ApiCreatedResponse({ type: CreatedCalendarFeedDto })
  @ApiProblems('validation_failed', 'feed_limit')
  @Header('Cache-Control', 'private, no-store')
  create(
    @CurrentExpert() { expertId }: SignedInExpert,
    @Body() { details, note }: CreateCalendarFeedDto,
  ): Promise<CreatedCalendarFeed> {
    return this.feeds.create(expertId, details, note ?? '');
  }

  /** Revoke a feed: its address gives nothing from now on. */
  @Delete(':id')
  @HttpCode(204)
  @ApiProblems('not_found')
  revoke(@CurrentExpert() { expertId }: SignedInExpert, @IdParam() id: Types.ObjectId): Promise<void> {
    return this.feeds.revoke(expertId, id);
  }
}
