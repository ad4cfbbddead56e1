import type { Slot, SlotsQuery, SlotsResponse } from '@expertbook/contracts';
import { ApiExtraModels, ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { LineField } from '../http/fields';
import { LocalDateField, TimeZoneField } from '../http/time-fields';

export class SlotsQueryDto implements SlotsQuery {
  @LocalDateField({ description: 'First local date in `timeZone`', example: '2027-01-01' })
  start: string;

  @LocalDateField({ description: 'Last local date, inclusive; at most 62 days later', example: '2027-01-31' })
  end: string;

  @TimeZoneField()
  timeZone: string;

  @ApiPropertyOptional({
    type: 'integer',
    example: 30,
    description: "Minutes; the event type's first when left out",
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: '$property must be whole minutes.' })
  @Min(5)
  @Max(1440)
  duration?: number;

  @LineField({ max: 100, optional: true, description: 'Uid of the booking to be moved; see X-Manage-Token' })
  booking?: string;
}

/** One bookable start. */
export class SlotDto implements Slot {
  @ApiProperty({ format: 'date-time', example: '2027-01-04T09:00:00+01:00' })
  start: string;

  /** Seats left; only for event types with several seats. */
  @ApiPropertyOptional({ type: Number, example: 3 })
  seatsLeft?: number;
}

@ApiExtraModels(SlotDto)
export class SlotsDto implements SlotsResponse {
  /** @example Europe/Berlin */
  timeZone: string;

  /** @example 30 */
  duration: number;

  /** The revision of the calendar at which these slots were read */
  revision: number;

  @ApiProperty({
    type: 'object',
    description: "Free starts by the viewer's local date; days without any are left out",
    additionalProperties: { type: 'array', items: { $ref: getSchemaPath(SlotDto) } },
    example: {
      '2027-01-04': [{ start: '2027-01-04T09:00:00+01:00' }, { start: '2027-01-04T09:30:00+01:00' }],
    },
  })
  slots: Record<string, SlotDto[]>;

  @ApiPropertyOptional({
    type: 'object',
    description:
      'Starts on which somebody has a hold, and which would be free without it, by local date; left out without any',
    additionalProperties: { type: 'array', items: { type: 'string', format: 'date-time' } },
    example: { '2027-01-04': ['2027-01-04T10:00:00+01:00'] },
  })
  held?: Record<string, string[]>;
}
