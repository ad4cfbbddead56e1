import { Body, Controller, Get, Header, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiProduces,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import type {
  Booking,
  BookingHistory,
  BookingsPage,
  CancelledDay,
  CreatedBooking,
  Language,
} from '@expertbook/contracts';
import { LINK_TOKEN_HEADER, UNBOOKABLE_REASONS } from '@expertbook/contracts';
import type { SignedInExpert } from '../auth/current';
import { CurrentExpert, ExpertRoute, OptionalExpert } from '../auth/current';
import { Public } from '../auth/public';
import { ApiProblems } from '../http/api-problems';
import { ClientNetwork } from '../network/client-network';
import { ShownKey, textOf } from '../auth/access-key';
import type { AccessKey } from '../auth/access-key';
import { RateLimit } from '../http/rate-limit';
import { KEY_PATTERN } from '../idempotency/idempotency.service';
import { AskedLanguage } from '../languages/asked-language';
import {
  BookingDto,
  BookingHistoryDto,
  BookingsPageDto,
  CancelledDayDto,
  CreatedBookingDto,
} from './booking-answers.dto';
import {
  BookingsQueryDto,
  CancelBookingDto,
  CancelDayDto,
  CreateBookingDto,
  RescheduleBookingDto,
} from './booking.dto';
import { ApiProof, ShownProof } from '../proof-of-work/proof-header';
import { BookingFileService } from './booking-file.service';
import { BookingListService } from './booking-list.service';
import { BookingMovesService } from './booking-moves.service';
import { BookingsService } from './bookings.service';
import { CancelDayService } from './cancel-day.service';
import { ManageRoute, ManageToken } from './manage-token';
import { RescheduleService } from './reschedule.service';

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  required: false,
  description: 'Repeats answer like the first; 24 hours',
  schema: { type: 'string', pattern: KEY_PATTERN.source, example: 'b8f2f0f1-6f0e-4f0b-9a55-0f4c7d6d2f8e' },
} as const;

@ApiTags('bookings')
@Controller('bookings')
export class BookingsController {
  constructor(
    private readonly bookings: BookingsService,
    private readonly moves: BookingMovesService,
    private readonly reschedules: RescheduleService,
    private readonly lists: BookingListService,
    private readonly files: BookingFileService,
    private readonly days: CancelDayService,
  ) {}

  /** Books a time. At most one booking ever gets it; everybody else a 409 with the nearest free times. */
  @Post()
  @Public()
  @RateLimit('writes')
  @ApiHeader(IDEMPOTENCY_KEY)
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
    'idempotency_mismatch',
    'idempotency_in_progress',
  )
  create(
    @Body() request: CreateBookingDto,
    @ShownKey() { linkToken }: AccessKey,
    @ClientNetwork() network: string,
    @AskedLanguage() language: Language | null,
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

  /** Your bookings, by start, page by page. */
  @Get()
  @ExpertRoute()
  @ApiOkResponse({ type: BookingsPageDto })
  @ApiProblems('validation_failed', 'unauthenticated', 'not_expert')
  list(@CurrentExpert() expert: SignedInExpert, @Query() query: BookingsQueryDto): Promise<BookingsPage> {
    return this.lists.page(expert, query);
  }

  /** Cancels everything of one of your days that has not begun, in one step. */
  @Post('cancel-day')
  @ExpertRoute()
  @RateLimit('writes')
  @HttpCode(200)
  @ApiHeader(IDEMPOTENCY_KEY)
  @ApiOkResponse({ type: CancelledDayDto })
  @ApiProblems(
    'validation_failed',
    'idempotency_mismatch',
    'idempotency_in_progress',
    'unauthenticated',
    'not_expert',
  )
  cancelDay(
    @CurrentExpert() expert: SignedInExpert,
    @Body() request: CancelDayDto,
    @Headers('Idempotency-Key') key?: string,
  ): Promise<CancelledDay> {
    return this.days.cancel(expert, request, key);
  }

  /** Every step of a booking's life, oldest first. */
  @Get(':uid/history')
  @ExpertRoute()
  @ApiOkResponse({ type: BookingHistoryDto })
  @ApiProblems('not_found', 'unauthenticated', 'not_expert')
  history(@Param('uid') uid: string, @CurrentExpert() expert: SignedInExpert): Promise<BookingHistory> {
    return this.moves.history(uid, expert);
  }

  /** A booking, for whoever has its manage token, or as its expert. */
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

  /** The booking as an iCalendar file (RFC 5545); for a browser, by the link in the booking, which ends after an hour. */
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

  /** Cancels and frees the time at once. Cancelling again answers the same. */
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
    return this.moves.move(uid, { token, expert }, 'cancelled', reason || null);
  }

  /** Moves to another time, in one step. The answer is the booking that takes this one's place. */
  @Post(':uid/reschedule')
  @ManageRoute()
  @RateLimit('writes')
  @ApiHeader(IDEMPOTENCY_KEY)
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
    'idempotency_mismatch',
    'idempotency_in_progress',
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

  /** Accepts a booking that asked for it. */
  @Post(':uid/confirm')
  @ExpertRoute()
  @HttpCode(200)
  @ApiOkResponse({ type: BookingDto })
  @ApiHeader(IDEMPOTENCY_KEY)
  @ApiProblems(
    'not_found',
    'illegal_transition',
    'request_expired',
    'validation_failed',
    'unauthenticated',
    'not_expert',
    'idempotency_mismatch',
    'idempotency_in_progress',
  )
  confirm(
    @Param('uid') uid: string,
    @CurrentExpert() expert: SignedInExpert,
    @Headers('Idempotency-Key') key?: string,
  ): Promise<Booking> {
    return this.moves.moveOnce(uid, expert, 'confirmed', key);
  }

  /** Declines a booking that asked for confirmation, and frees its time. */
  @Post(':uid/decline')
  @ExpertRoute()
  @HttpCode(200)
  @ApiOkResponse({ type: BookingDto })
  @ApiProblems(
    'not_found',
    'illegal_transition',
    'request_expired',
    'validation_failed',
    'unauthenticated',
    'not_expert',
    'idempotency_mismatch',
    'idempotency_in_progress',
  )
  @ApiHeader(IDEMPOTENCY_KEY)
  decline(
    @Param('uid') uid: string,
    @Body() { reason }: CancelBookingDto,
    @CurrentExpert() expert: SignedInExpert,
    @Headers('Idempotency-Key') key?: string,
  ): Promise<Booking> {
    return this.moves.moveOnce(uid, expert, 'declined', key, reason || null);
  }

  /** Notes that the client did not come. */
  @Post(':uid/no-show')
  @ExpertRoute()
  @HttpCode(200)
  @ApiOkResponse({ type: BookingDto })
  @ApiHeader(IDEMPOTENCY_KEY)
  @ApiProblems(
    'not_found',
    'illegal_transition',
    'validation_failed',
    'unauthenticated',
    'not_expert',
    'idempotency_mismatch',
    'idempotency_in_progress',
  )
  noShow(
    @Param('uid') uid: string,
    @CurrentExpert() expert: SignedInExpert,
    @Headers('Idempotency-Key') key?: string,
  ): Promise<Booking> {
    return this.moves.moveOnce(uid, expert, 'no_show', key);
  }
}
