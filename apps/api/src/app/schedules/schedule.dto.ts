import type {
  DateOverride,
  OutOfOffice,
  Schedule,
  ScheduleRequest,
  TimeRange,
  UpdateScheduleRequest,
  WeeklyHours,
} from '@expertbook/contracts';
import { MAX_ABSENCE_REASON_LENGTH } from '@expertbook/contracts';
import { applyDecorators } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiProperty,
  ApiPropertyOptional,
  PartialType,
  getSchemaPath,
} from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, ValidateBy, ValidateNested } from 'class-validator';
import { FlagField, LineField, MayBeAbsent } from '../http/fields';
import { LocalDateField, TimeZoneField } from '../http/time-fields';
import { DEFAULT_SCHEDULE } from './default-schedule';
import type { ScheduleRecord } from '../offerings/schedule.schema';
import { MAX_RANGES_A_DAY, isWeekShaped } from './week-shape';

const MAX_OVERRIDES = 1000;
const MAX_ABSENCES = 200;
const TIME_OF_DAY = '^(?:(?:[01]\\d|2[0-3]):[0-5][05]|24:00)$';

/** A half-open range of wall-clock time within one day, in steps of 5 minutes. */
export class TimeRangeDto implements TimeRange {
  @ApiProperty({ pattern: TIME_OF_DAY })
  @LineField({ max: 5, example: '09:00' })
  start: string;

  @ApiProperty({ pattern: TIME_OF_DAY })
  @LineField({ max: 5, example: '17:00', description: '`24:00` is the end of the day.' })
  end: string;
}

/** Replaces the weekly hours of one local date; without ranges the date is closed. */
export class DateOverrideDto implements DateOverride {
  @LocalDateField()
  date: string;

  @ApiProperty({ type: [TimeRangeDto], maxItems: MAX_RANGES_A_DAY })
  @IsArray({ message: '$property must be a list.' })
  @ArrayMaxSize(MAX_RANGES_A_DAY, { message: `A day has at most ${MAX_RANGES_A_DAY} ranges.` })
  @ValidateNested({ each: true })
  @Type(() => TimeRangeDto)
  ranges: TimeRangeDto[];
}

/** Days of absence, both ends inclusive. */
export class OutOfOfficeDto implements OutOfOffice {
  @LocalDateField({ example: '2027-07-01' })
  start: string;

  @LocalDateField({ example: '2027-07-14' })
  end: string;

  @LineField({
    min: 0,
    max: MAX_ABSENCE_REASON_LENGTH,
    optional: true,
    example: 'Summer holidays',
    description: 'For the expert only.',
  })
  reason?: string;
}

function WeeklyField(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({
      type: 'array',
      minItems: 7,
      maxItems: 7,
      items: { type: 'array', items: { $ref: getSchemaPath(TimeRangeDto) }, maxItems: MAX_RANGES_A_DAY },
      example: DEFAULT_SCHEDULE.weekly,
      description: 'Ranges for each weekday, Sunday first.',
    }),
    ValidateBy({
      name: 'isWeek',
      validator: {
        validate: isWeekShaped,
        defaultMessage: () =>
          `$property must have seven lists, Sunday first, of at most ${MAX_RANGES_A_DAY} ranges {"start": "09:00", "end": "17:00"}.`,
      },
    }),
  );
}

@ApiExtraModels(TimeRangeDto)
export class ScheduleRequestDto implements ScheduleRequest {
  @LineField({ max: 100, example: 'Working hours' })
  name: string;

  @TimeZoneField()
  timeZone: string;

  @WeeklyField()
  weekly: WeeklyHours;

  @ApiPropertyOptional({ type: [DateOverrideDto], maxItems: MAX_OVERRIDES, description: 'One a date.' })
  @MayBeAbsent()
  @IsArray({ message: '$property must be a list.' })
  @ArrayMaxSize(MAX_OVERRIDES, { message: `There may be at most ${MAX_OVERRIDES} of them.` })
  @ValidateNested({ each: true })
  @Type(() => DateOverrideDto)
  overrides?: DateOverrideDto[];

  @ApiPropertyOptional({ type: [OutOfOfficeDto], maxItems: MAX_ABSENCES, description: 'Days away.' })
  @MayBeAbsent()
  @IsArray({ message: '$property must be a list.' })
  @ArrayMaxSize(MAX_ABSENCES, { message: `There may be at most ${MAX_ABSENCES} of them.` })
  @ValidateNested({ each: true })
  @Type(() => OutOfOfficeDto)
  outOfOffice?: OutOfOfficeDto[];

  @FlagField({
    optional: true,
    example: false,
    description: 'True makes this the default schedule; the former default loses the mark.',
  })
  isDefault?: boolean;
}

/** Fields that are left out do not change; lists are replaced as a whole. */
export class UpdateScheduleDto
  extends PartialType(ScheduleRequestDto, { skipNullProperties: false })
  implements UpdateScheduleRequest {}

export class ScheduleDto implements Schedule {
  @ApiProperty({ example: '66f0c1d2e3a4b5c6d7e8f902' })
  id: string;

  @ApiProperty({ example: 'Working hours' })
  name: string;

  @ApiProperty({ example: 'Europe/London' })
  timeZone: string;

  @ApiProperty({
    type: 'array',
    items: { type: 'array', items: { $ref: getSchemaPath(TimeRangeDto) } },
    example: DEFAULT_SCHEDULE.weekly,
  })
  weekly: WeeklyHours;

  @ApiProperty({ type: [DateOverrideDto] })
  overrides: DateOverrideDto[];

  @ApiProperty({ type: [OutOfOfficeDto] })
  outOfOffice: OutOfOfficeDto[];

  /** Whether event types without a schedule of their own use this one. */
  @ApiProperty({ example: true })
  isDefault: boolean;
}

export function toSchedule(record: ScheduleRecord): ScheduleDto {
  const { _id, name, timeZone, weekly, overrides, outOfOffice, isDefault } = record;
  return { id: _id.toHexString(), name, timeZone, weekly, overrides, outOfOffice, isDefault };
}
