import type { BookingStatistics, BookingStatisticsQuery } from '@expertbook/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { LocalDateField } from '../http/time-fields';

export class BookingStatisticsQueryDto implements BookingStatisticsQuery {
  @LocalDateField({ description: 'First date, in your zone' })
  from: string;

  @LocalDateField({ description: 'Last date, at most 92 days later', example: '2027-01-31' })
  to: string;
}

class DayFiguresDto {
  @ApiProperty({ format: 'date', example: '2027-01-04' })
  date: string;
  booked: number;
  minutes: number;
}

/**
 * Statistics of the sessions that begin in a range of dates, in the expert's zone. A group session counts once, as
 * cancelled only if no attendee comes.
 */
export class BookingStatisticsDto implements BookingStatistics {
  @ApiProperty({ format: 'date', example: '2027-01-04' })
  from: string;

  @ApiProperty({ format: 'date', example: '2027-01-31' })
  to: string;

  @ApiProperty({ example: 'Europe/Berlin' })
  timeZone: string;

  /** Confirmed or completed */
  booked: number;
  bookedMinutes: number;
  pending: number;
  cancelled: number;
  noShows: number;

  /** Every date of the range */
  @ApiProperty({ type: [DayFiguresDto] })
  days: DayFiguresDto[];

  @ApiProperty({
    type: 'array',
    items: { type: 'array', items: { type: 'integer' }, minItems: 24, maxItems: 24 },
    minItems: 7,
    maxItems: 7,
    description: 'Booked sessions by weekday (Monday first) and hour of their start',
  })
  busiest: number[][];
}
