import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { BookingStatistics } from '@expertbook/contracts';
import type { SignedInExpert } from '../auth/current';
import { CurrentExpert, ExpertRoute } from '../auth/current';
import { ApiProblems } from '../http/api-problems';
import { BookingStatisticsDto, BookingStatisticsQueryDto } from './statistics.dto';
import { StatisticsService } from './statistics.service';

@ApiTags('bookings')
@Controller('bookings/statistics')
export class StatisticsController {
  constructor(private readonly statistics: StatisticsService) {}

  /** Statistics of the sessions that begin in a range of dates of your zone. */
  @Get()
  @ExpertRoute()
  @ApiOkResponse({ type: BookingStatisticsDto })
  @ApiProblems('validation_failed', 'invalid_range')
  @Header('Cache-Control', 'private, no-store')
  figures(
    @CurrentExpert() expert: SignedInExpert,
    @Query() query: BookingStatisticsQueryDto,
  ): Promise<BookingStatistics> {
    return this.statistics.figures(expert, query);
  }
}
