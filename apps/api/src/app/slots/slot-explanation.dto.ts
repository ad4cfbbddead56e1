import type { SlotExplanation, SlotObstacle, UnbookableReason } from '@expertbook/contracts';
import { UNBOOKABLE_REASONS } from '@expertbook/contracts';
import { ApiProperty } from '@nestjs/swagger';
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

  /** Of your bookings there; empty for a hold */
  bookingUids: string[];
}

class SlotObstacleDto implements SlotObstacle {
  @ApiProperty({ enum: UNBOOKABLE_REASONS, example: 'outside_hours' })
  reason: UnbookableReason;

  /** The padded interval in the way */
  blockedBy?: BlockingIntervalDto;
}

export class SlotExplanationDto implements SlotExplanation {
  @ApiProperty({ format: 'date-time', example: '2027-01-04T10:00:00+01:00' })
  start: string;

  /** @example 30 */
  duration: number;

  bookable: boolean;

  obstacles: SlotObstacleDto[];
}
