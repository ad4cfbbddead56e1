import { Controller, Get, Header, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Readable } from 'node:stream';
import type { SignedInExpert } from '../auth/current';
import { CurrentExpert, ExpertRoute } from '../auth/current';
import { ApiProblems } from '../http/api-problems';
import { RateLimit } from '../http/rate-limit';
import { csvOf } from './booking-csv';
import { BookingsExportQueryDto } from './booking.dto';
import { BookingListService } from './booking-list.service';

@ApiTags('bookings')
@Controller('bookings')
export class BookingExportController {
  constructor(private readonly lists: BookingListService) {}

  /** Your bookings as a CSV file (RFC 4180, UTF-8), narrowed like the list. */
  @Get('export.csv')
  @ExpertRoute()
  @RateLimit('writes')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  @ApiProblems('validation_failed', 'unauthenticated', 'not_expert', 'rate_limited')
  @Header('Cache-Control', 'private, no-store')
  async csv(
    @CurrentExpert() expert: SignedInExpert,
    @Query() query: BookingsExportQueryDto,
  ): Promise<StreamableFile> {
    return new StreamableFile(Readable.from(csvOf(await this.lists.all(expert, query))), {
      type: 'text/csv; charset=utf-8; header=present',
      disposition: 'attachment; filename="bookings.csv"',
    });
  }
}
