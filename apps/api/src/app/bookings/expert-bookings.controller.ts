import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Booking, BookingHistory, BookingsPage, CancelledDay } from '@expertbook/contracts';
import type { SignedInExpert } from '../auth/current';
import { CurrentExpert, ExpertRoute } from '../auth/current';
import { ApiProblems } from '../http/api-problems';
import { RateLimit } from '../http/rate-limit';
import { ApiIdempotencyKey } from '../idempotency/idempotency-key';
import { BookingDto, BookingHistoryDto, BookingsPageDto, CancelledDayDto } from './booking-response.dto';
import { BookingsQueryDto, CancelBookingDto, CancelDayDto } from './booking.dto';
import { BookingListService } from './booking-list.service';
import { BookingTransitions } from './booking-transitions';
import { CancelDayService } from './cancel-day.service';

/** Routes for experts only: list bookings, answer requests, cancel a day. */
@ApiTags('bookings')
@ExpertRoute()
@Controller('bookings')
export class ExpertBookingsController {
  constructor(
    private readonly moves: BookingTransitions,
    private readonly lists: BookingListService,
    private readonly days: CancelDayService,
  ) {}

  /** Your bookings, by start, page by page. */
  @Get()
  @ApiOperation({ operationId: 'Bookings_list' })
  @ApiOkResponse({ type: BookingsPageDto })
  @ApiProblems('validation_failed')
  list(@CurrentExpert() expert: SignedInExpert, @Query() query: BookingsQueryDto): Promise<BookingsPage> {
    return this.lists.page(expert, query);
  }

  /** Cancels everything on one of your days that has not begun, in one step. */
  @Post('cancel-day')
  @ApiOperation({ operationId: 'Bookings_cancelDay' })
  @RateLimit('writes')
  @HttpCode(200)
  @ApiIdempotencyKey()
  @ApiOkResponse({ type: CancelledDayDto })
  @ApiProblems('validation_failed')
  cancelDay(
    @CurrentExpert() expert: SignedInExpert,
    @Body() request: CancelDayDto,
    @Headers('Idempotency-Key') key?: string,
  ): Promise<CancelledDay> {
    return this.days.cancel(expert, request, key);
  }

  /** The history of a booking, oldest first. */
  @Get(':uid/history')
  @ApiOperation({ operationId: 'Bookings_history' })
  @ApiOkResponse({ type: BookingHistoryDto })
  @ApiProblems('not_found')
  history(@Param('uid') uid: string, @CurrentExpert() expert: SignedInExpert): Promise<BookingHistory> {
    return this.moves.history(uid, expert);
  }

  /** Confirms a request. */
  @Post(':uid/confirm')
  @ApiOperation({ operationId: 'Bookings_confirm' })
  @HttpCode(200)
  @ApiOkResponse({ type: BookingDto })
  @ApiIdempotencyKey()
  @ApiProblems('not_found', 'illegal_transition', 'request_expired', 'validation_failed')
  confirm(
    @Param('uid') uid: string,
    @CurrentExpert() expert: SignedInExpert,
    @Headers('Idempotency-Key') key?: string,
  ): Promise<Booking> {
    return this.moves.applyOnce(uid, expert, 'confirmed', key);
  }

  /** Declines a request, and frees its time. */
  @Post(':uid/decline')
  @ApiOperation({ operationId: 'Bookings_decline' })
  @HttpCode(200)
  @ApiOkResponse({ type: BookingDto })
  @ApiIdempotencyKey()
  @ApiProblems('not_found', 'illegal_transition', 'request_expired', 'validation_failed')
  decline(
    @Param('uid') uid: string,
    @Body() { reason }: CancelBookingDto,
    @CurrentExpert() expert: SignedInExpert,
    @Headers('Idempotency-Key') key?: string,
  ): Promise<Booking> {
    return this.moves.applyOnce(uid, expert, 'declined', key, reason || null);
  }

  /** Marks the client as a no-show. */
  @Post(':uid/no-show')
  @ApiOperation({ operationId: 'Bookings_noShow' })
  @HttpCode(200)
  @ApiOkResponse({ type: BookingDto })
  @ApiIdempotencyKey()
  @ApiProblems('not_found', 'illegal_transition', 'validation_failed')
  noShow(
    @Param('uid') uid: string,
    @CurrentExpert() expert: SignedInExpert,
    @Headers('Idempotency-Key') key?: string,
  ): Promise<Booking> {
    return this.moves.applyOnce(uid, expert, 'no_show', key);
  }
}
