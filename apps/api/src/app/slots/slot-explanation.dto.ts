import type {
  DayBand,
  DayBandKind,
  ExplainedDay,
  SlotExplanation,
  SlotObstacle,
  UnbookableReason,
} from '@expertbook/contracts';
import { DAY_BAND_KINDS, UNBOOKABLE_REASONS } from '@expertbook/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { InstantField, WholeNumberField } from '../http/fields';

export class SlotExplanationQueryDto {
  @InstantField({ description: 'The time that is not offered' })
  start: string;

  @Type(() => Number)
  @WholeNumberField({ min: 5, max: 1440, step: 5, optional: true, example: 30 })
  duration?: number;
}

class BlockingIntervalDto {
  @ApiProperty({ format: 'date-time' })
  start: string;

  @ApiProperty({ format: 'date-time' })
  end: string;

  /** Of your bookings at that time; empty for a hold */
  bookingUids: string[];
}

class SlotObstacleDto implements SlotObstacle {
  @ApiProperty({ enum: UNBOOKABLE_REASONS, example: 'outside_hours' })
  reason: UnbookableReason;

  /** The padded interval that blocks it */
  blockedBy?: BlockingIntervalDto;
}

class PaddedDto {
  @ApiProperty({ format: 'date-time' })
  start: string;

  @ApiProperty({ format: 'date-time' })
  end: string;
}

class DayBandDto implements DayBand {
  @ApiProperty({ enum: DAY_BAND_KINDS, example: 'hours' })
  kind: DayBandKind;

  @ApiProperty({ format: 'date-time' })
  start: string;

  @ApiProperty({ format: 'date-time' })
  end: string;

  @ApiPropertyOptional({ type: PaddedDto, description: 'With its buffers.' })
  padded?: PaddedDto;

  @ApiPropertyOptional({ type: String, description: "The event type's title, or the block's." })
  title?: string;

  @ApiPropertyOptional({ type: [String], description: 'Of your bookings there.' })
  bookingUids?: string[];
}

class ExplainedDayDto implements ExplainedDay {
  @ApiProperty({ format: 'date', example: '2027-01-04' })
  date: string;

  @ApiProperty({ format: 'date-time', example: '2027-01-04T00:00:00+01:00' })
  start: string;

  @ApiProperty({ format: 'date-time', example: '2027-01-05T00:00:00+01:00' })
  end: string;

  @ApiProperty({ type: [DayBandDto] })
  bands: DayBandDto[];
}

export class SlotExplanationDto implements SlotExplanation {
  @ApiProperty({ format: 'date-time', example: '2027-01-04T10:00:00+01:00' })
  start: string;

  /** @example 30 */
  duration: number;

  bookable: boolean;

  obstacles: SlotObstacleDto[];

  /** The whole day of the time, in your time zone */
  day: ExplainedDayDto;
}
