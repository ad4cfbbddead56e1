import { Controller, Get, Header, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Readable } from 'node:stream';
import type { SignedInExpert } from '../auth/current';
import { CurrentExpert, ExpertRoute } from '../auth/current';
import { EventTypesService } from '../event-types/event-types.service';
import { ApiProblems } from '../http/api-problems';
import { inPieces } from '../http/in-slices';
import { RateLimit } from '../http/rate-limit';
import { csvOf } from './booking-csv';
import { BookingsExportQueryDto } from './booking.dto';
import { BookingListService } from './booking-list.service';

@ApiTags('bookings')
@Controller('bookings')
export class BookingExportController {
  constructor(
    private readonly lists: BookingListService,
    private readonly eventTypes: EventTypesService,
  ) {}

  /** Your bookings as a CSV file (RFC 4180, UTF-8), with the filters of the list. */
  @Get('export.csv')
  @ExpertRoute()
  @RateLimit('writes')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  @ApiProblems('validation_failed')
  @Header('Cache-Control', 'private, no-store')
  async csv(
    @CurrentExpert() expert: SignedInExpert,
    @Query() query: BookingsExportQueryDto,
  ): Promise<StreamableFile> {
    const [bookings, eventTypes] = await Promise.all([
      this.lists.all(expert, query),
      this.eventTypes.list(expert),
    ]);
    const questions = new Map(
      eventTypes.flatMap((type) => type.questions.map(({ id, label }) => [`${type.id} ${id}`, label])),
    );
    const wordsOf = (eventTypeId: string, id: string) => questions.get(`${eventTypeId} ${id}`) ?? id;
    return new StreamableFile(Readable.from(inPieces(csvOf(bookings, wordsOf))), {
      type: 'text/csv; charset=utf-8; header=present',
      disposition: 'attachment; filename="bookings.csv"',
    });
  }
}
