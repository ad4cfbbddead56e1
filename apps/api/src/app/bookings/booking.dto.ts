import type {
  Answers,
  Attendee,
  BookingsQuery,
  CancelBookingRequest,
  CancelDayRequest,
  CreateBookingRequest,
  HourCycle,
  Language,
  RescheduleBookingRequest,
} from '@expertbook/contracts';
import {
  HOUR_CYCLES,
  LANGUAGES,
  MAX_CLIENT_NAME_LENGTH,
  MAX_NOTES_LENGTH,
  MAX_REASON_LENGTH,
  MAX_SEARCH_LENGTH,
} from '@expertbook/contracts';
import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsObject, IsOptional, Matches, ValidateNested } from 'class-validator';
import {
  ChoiceField,
  EmailField,
  FlagField,
  LineField,
  MayBeAbsent,
  RegionField,
  TextField,
  WholeNumberField,
} from '../http/fields';
import { InstantField, LocalDateField, TimeZoneField } from '../http/time-fields';
import { EmailCodeField } from '../recipients/email-code.dto';
import { GuestsField } from './guests';

export const ID_EXAMPLE = '65f1c0ffee5ca1ab1e000001';
export const UID_EXAMPLE = 'q9Zk1mX0TnB3rVw5yHs8';

/** A participant of the booking. */
export class AttendeeDto implements Attendee {
  @LineField({ max: MAX_CLIENT_NAME_LENGTH, example: 'Grace Hopper' })
  name: string;

  @EmailField()
  email: string;

  @TimeZoneField()
  timeZone: string;

  @ChoiceField(LANGUAGES, {
    optional: true,
    description:
      "Language of the mails to them and to their guests. When left out: that of the cookie `lang` or of Accept-Language, otherwise the expert's; responses always have it.",
  })
  language?: Language;

  @ChoiceField(HOUR_CYCLES, {
    optional: true,
    description: 'How the mails to them and to their guests write times of day. Left out: h23.',
  })
  hourCycle?: HourCycle;

  @RegionField({
    optional: true,
    description: 'Whose way of writing dates those mails follow. Left out: day, month, year.',
  })
  region?: string;
}

export class CreateBookingDto implements CreateBookingRequest {
  @LineField({ max: 24, example: ID_EXAMPLE })
  eventTypeId: string;

  @InstantField({ description: 'One of the starts of the slots route' })
  start: string;

  @WholeNumberField({ min: 5, max: 1440, step: 5, optional: true, example: 30 })
  duration?: number;

  @ApiProperty({ type: AttendeeDto })
  @ValidateNested()
  @Type(() => AttendeeDto)
  @IsObject({ message: '$property must say who comes.' })
  attendee: AttendeeDto;

  /** By question id */
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, example: { topic: 'Compilers' } })
  @IsOptional()
  @IsObject({ message: '$property must be an object of answers by question id.' })
  answers?: Answers;

  @TextField({ max: MAX_NOTES_LENGTH, optional: true, example: 'Looking forward to it.' })
  notes?: string;

  @GuestsField()
  guests?: string[];

  @LineField({ max: 64, optional: true, description: 'The token of your hold, if you took one' })
  holdToken?: string;

  @EmailCodeField()
  emailCode?: string;
}

export class CancelBookingDto implements CancelBookingRequest {
  @TextField({ max: MAX_REASON_LENGTH, optional: true, example: 'Something came up.' })
  reason?: string;
}

export class RescheduleBookingDto implements RescheduleBookingRequest {
  @InstantField()
  start: string;

  @WholeNumberField({ min: 5, max: 1440, step: 5, optional: true, example: 30 })
  duration?: number;

  @LineField({ max: 64, optional: true })
  holdToken?: string;

  @TextField({ max: MAX_REASON_LENGTH, optional: true })
  reason?: string;
}

export class BookingsQueryDto implements BookingsQuery {
  @LineField({
    max: 120,
    optional: true,
    example: 'confirmed,pending',
    description: 'Comma-separated statuses',
  })
  status?: string;

  @InstantField({ optional: true, description: 'Bookings that end after it' })
  from?: string;

  @InstantField({ optional: true, description: 'Bookings that start before it' })
  to?: string;

  @Type(() => Number)
  @WholeNumberField({ min: 1, max: 100, optional: true, example: 50 })
  limit?: number;

  @LineField({ max: 200, optional: true, description: 'The `nextCursor` of the page before' })
  cursor?: string;

  @ChoiceField(['asc', 'desc'], { optional: true, description: 'By start' })
  order?: 'asc' | 'desc';

  @LineField({
    min: 0,
    max: MAX_SEARCH_LENGTH,
    optional: true,
    example: 'grace',
    description:
      "Beginnings of words of the attendee's name or email, a guest's address or the title, upper and lower case alike",
  })
  q?: string;

  @ApiPropertyOptional({ type: String, example: ID_EXAMPLE })
  @MayBeAbsent()
  @Matches(/^[0-9a-f]{24}$/i, {
    message: '$property must be the id of an event type.',
    context: { code: 'is_id' },
  })
  eventTypeId?: string;
}

/** The export has the filters of the list. */
export class BookingsExportQueryDto extends OmitType(BookingsQueryDto, ['limit', 'cursor']) {}

export class CancelDayDto implements CancelDayRequest {
  @LocalDateField({ description: 'In your zone' })
  date: string;

  @TextField({ max: MAX_REASON_LENGTH, optional: true, example: 'I am ill.' })
  reason?: string;

  @FlagField({ optional: true, description: 'Also closes the date in every schedule (out of office)' })
  closeDay?: boolean;
}
