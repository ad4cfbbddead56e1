import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { BookingLink, CreatedBookingLink } from '@expertbook/contracts';
import type { Types } from 'mongoose';
import type { SignedInExpert } from '../auth/current';
import { CurrentExpert, ExpertRoute } from '../auth/current';
import { ApiProblems } from '../http/api-problems';
import { IdParam } from '../http/object-id';
import { BookingLinkDto, CreateBookingLinkDto, CreatedBookingLinkDto } from './booking-link.dto';
import { BookingLinksService } from './booking-links.service';

@ApiTags('event types')
@ExpertRoute()
@Controller('event-types/:id/links')
export class BookingLinksController {
  constructor(private readonly links: BookingLinksService) {}

  /** Create a secret link: to a private event type, or for one booking. Its address is shown only in this response. */
  @Post()
  @ApiCreatedResponse({ type: CreatedBookingLinkDto })
  @ApiProblems('validation_failed', 'not_found')
  create(
    @CurrentExpert() expert: SignedInExpert,
    @IdParam() id: Types.ObjectId,
    @Body() request: CreateBookingLinkDto,
  ): Promise<CreatedBookingLink> {
    return this.links.create(expert, id, request);
  }

  /** The links of an event type, newest first, without their secrets. */
  @Get()
  @ApiOkResponse({ type: [BookingLinkDto] })
  @ApiProblems('not_found')
  list(@CurrentExpert() expert: SignedInExpert, @IdParam() id: Types.ObjectId): Promise<BookingLink[]> {
    return this.links.list(expert, id);
  }

  /** Revoke a link. Bookings made through it stay. */
  @Delete(':linkId')
  @HttpCode(204)
  @ApiProblems('not_found')
  revoke(
    @CurrentExpert() expert: SignedInExpert,
    @IdParam() id: Types.ObjectId,
    @IdParam('linkId') linkId: Types.ObjectId,
  ): Promise<void> {
    return this.links.revoke(expert, id, linkId);
  }
}
