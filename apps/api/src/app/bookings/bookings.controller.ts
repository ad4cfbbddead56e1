import { Body, Controller, Get, Header, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiProduces,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import type { Booking, CreatedBooking, Language } from '@expertbook/contracts';
import { LINK_TOKEN_HEADER, UNBOOKABLE_REASONS } from '@expertbook/contracts';
import type { SignedInExpert } from '../auth/current';
import { OptionalExpert } from '../auth/current';
import { Public } from '../auth/public';
import { ApiProblems } from '../http/api-problems';
import { ClientNetwork } from '../network/client-network';
import { RequestAccessKey, textOf } from '../auth/access-key';
import type { AccessKey } from '../auth/access-key';
import { RateLimit } from '../http/rate-limit';
import { ApiIdempotencyKey } from '../idempotency/idempotency-key';
import { RequestedLanguage } from '../languages/requested-language';
import { BookingDto, CreatedBookingDto } from './booking-response.dto';
import { CancelBookingDto, CreateBookingDto, RescheduleBookingDto } from './booking.dto';
import { ApiProof, ShownProof } from '../proof-of-work/proof-header';
import { BookingFileService } from './booking-file.service';
import { BookingTransitions } from './booking-transitions';
import { BookingsService } from './bookings.service';
import { ManageRoute, ManageToken } from './manage-token';
import { RescheduleService } from './reschedule.service';

/** Bookings, for their clients; most routes are also for their expert. */
@ApiTags('bookings')
@Controller('bookings')
export class BookingsController {
  constructor(
    private readonly bookings: BookingsService,
    private readonly moves: BookingTransitions,
    private readonly reschedules: RescheduleService,
    private readonly files: BookingFileService,
  ) {}

  /** Books a time. At most one booking ever gets it; every other request gets a 409 with the nearest free times. */
  @Post()
  @Public()
  @RateLimit('writes')
  @ApiIdempotencyKey()
  @ApiProof()
  @ApiHeader({ name: LINK_TOKEN_HEADER, required: false, description: 'The secret of a booking link' })
  @ApiCreatedResponse({ type: CreatedBookingDto })
  @ApiProblems(
    'validation_failed',
    'answers_invalid',
    'email_code_required',
    'email_code_wrong',
    'not_found',
    'event_type_inactive',
    ...UNBOOKABLE_REASONS,
    'already_booked',
    'hold_expired',
    'link_used',
    'link_expired',
  )
  create(
    @Body() request: CreateBookingDto,
    @RequestAccessKey() { linkToken }: AccessKey,
    @ClientNetwork() network: string,
    @RequestedLanguage() language: Language | null,
    @ShownProof() proof: string | null,
    @Headers('Idempotency-Key') key?: string,
  ): Promise<CreatedBooking> {
    return this.bookings.create(request, {
      idempotencyKey: key,
      linkToken,
      network,
      language,
      proof,
    });
  }

  /** A booking, for a client with its manage token or for its expert. */
  @Get(':uid')
  @ManageRoute()
  @ApiOkResponse({ type: BookingDto })
  @ApiProblems('not_found')
  view(
    @Param('uid') uid: string,
    @ManageToken() token: string | null,
    @OptionalExpert() expert: SignedInExpert | null,
  ): Promise<Booking> {
    return this.moves.view(uid, { token, expert });
  }

  /**
   * The booking as an iCalendar file (RFC 5545). A browser can use the link in the booking, which is valid for an
   * hour.
   */
  @Get(':uid/calendar.ics')
  @ManageRoute()
  @ApiQuery({ name: 'ticket', required: false, description: 'Of the link in `links.calendar.ics`' })
  @ApiProduces('text/calendar')
  @ApiOkResponse({ schema: { type: 'string' } })
  @ApiProblems('not_found')
  @Header('Content-Type', 'text/calendar; charset=utf-8')
  @Header('Content-Disposition', 'attachment; filename="booking.ics"')
  @Header('Cache-Control', 'private, no-store')
  calendar(
    @Param('uid') uid: string,
    @ManageToken() token: string | null,
    @OptionalExpert() expert: SignedInExpert | null,
    @Query('ticket') ticket?: unknown,
  ): Promise<string> {
    return this.files.calendar(uid, { token, expert }, textOf(ticket));
  }

  /** Cancels the booking and frees its time at once. A repetition gets the same response. */
  @Post(':uid/cancel')
  @ManageRoute()
  @RateLimit('writes')
  @HttpCode(200)
  @ApiOkResponse({ type: BookingDto })
  @ApiProblems('not_found', 'illegal_transition', 'validation_failed')
  cancel(
    @Param('uid') uid: string,
    @Body() { reason }: CancelBookingDto,
    @ManageToken() token: string | null,
    @OptionalExpert() expert: SignedInExpert | null,
  ): Promise<Booking> {
    return this.moves.apply(uid, { token, expert }, 'cancelled', reason || null);
  }

  /** Reschedules in one step. The response is the booking that replaces this one. */
  @Post(':uid/reschedule')
  @ManageRoute()
  @RateLimit('writes')
  @ApiIdempotencyKey()
  @ApiCreatedResponse({ type: CreatedBookingDto })
  @ApiProblems(
    'validation_failed',
    'not_found',
    'event_type_inactive',
    'illegal_transition',
    'same_time',
    ...UNBOOKABLE_REASONS,
    'already_booked',
    'hold_expired',
  )
  reschedule(
    @Param('uid') uid: string,
    @Body() request: RescheduleBookingDto,
    @ManageToken() token: string | null,
    @OptionalExpert() expert: SignedInExpert | null,
    @Headers('Idempotency-Key') key?: string,
  ): Promise<CreatedBooking | Booking> {
    return this.reschedules.reschedule(uid, { token, expert }, request, key);
  }
}
