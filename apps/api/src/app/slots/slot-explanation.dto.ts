import type {
  DayBand,
  DayBandKind,
  ExplainedDay,
  SlotExplanation,
  SlotObstacle,
  ObstacleReason,
} from '@expertbook/contracts';
import { DAY_BAND_KINDS, OBSTACLE_REASONS } from '@expertbook/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { WholeNumberField } from '../http/fields';
import { InstantField } from '../http/time-fields';

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
  @ApiProperty({ enum: OBSTACLE_REASONS, example: 'outside_hours' })
  reason: ObstacleReason;

  /** The padded interval that blocks it */
  blockedBy?: BlockingIntervalDto;

  @ApiPropertyOptional({
    type: [String],
    example: ['Family'],
    description: 'Names of your connected calendars in the way; only with `busy_elsewhere`.',
  })
  calendars?: string[];
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

  @ApiPropertyOptional({
    type: String,
    description: "The event type's title, the block's or the calendar's.",
  })
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
