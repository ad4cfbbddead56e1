import type {
  Answers,
  Attendee,
  Booking,
  BookingLinks,
  BookingsPage,
  BookingsQuery,
  BookingStatus,
  CalendarLinks,
  BookingHistory,
  BookingHistoryEntry,
  CancelBookingRequest,
  CancelDayRequest,
  CancelledDay,
  CreateBookingRequest,
  CreatedBooking,
  EventLocation,
  Language,
  RescheduleBookingRequest,
} from '@expertbook/contracts';
import { BOOKING_STATUSES, LANGUAGES, LOCATION_KINDS } from '@expertbook/contracts';
import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsObject, IsOptional, Matches, ValidateNested } from 'class-validator';
import {
  ChoiceField,
  EmailField,
  FlagField,
  InstantField,
  LineField,
  LocalDateField,
  MayBeAbsent,
  TextField,
  TimeZoneField,
  WholeNumberField,
} from '../http/fields';
import { GuestsField } from './guests';

const ID_EXAMPLE = '65f1c0ffee5ca1ab1e000001';
const UID_EXAMPLE = 'q9Zk1mX0TnB3rVw5yHs8';

/** Who comes. */
export class AttendeeDto implements Attendee {
  @LineField({ max: 120, example: 'Grace Hopper' })
  name: string;

  @EmailField()
  email: string;

  @TimeZoneField()
  timeZone: string;

  @ChoiceField(LANGUAGES, {
    optional: true,
    description:
      "Of the mails to them and to their guests. Left out: that of the cookie `lang` or of Accept-Language, else the expert's; answers always have it.",
  })
  language?: Language;
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

  @TextField({ max: 2000, optional: true, example: 'Looking forward to it.' })
  notes?: string;

  @GuestsField()
  guests?: string[];

  @LineField({ max: 64, optional: true, description: 'The token of your hold, if you took one' })
  holdToken?: string;
}

export class CancelBookingDto implements CancelBookingRequest {
  @TextField({ max: 500, optional: true, example: 'Something came up.' })
  reason?: string;
}

export class RescheduleBookingDto implements RescheduleBookingRequest {
  @InstantField()
  start: string;

  @WholeNumberField({ min: 5, max: 1440, step: 5, optional: true, example: 30 })
  duration?: number;

  @LineField({ max: 64, optional: true })
  holdToken?: string;

  @TextField({ max: 500, optional: true })
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
    max: 100,
    optional: true,
    example: 'grace',
    description:
      "Words that the attendee's name or email, a guest's address or the title contains, upper and lower case alike",
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

/** What narrows the list narrows the export. */
export class BookingsExportQueryDto extends OmitType(BookingsQueryDto, ['limit', 'cursor']) {}

class CalendarLinksDto implements CalendarLinks {
  google: string;
  outlook: string;
  office365: string;
  yahoo: string;
  /** Our `.ics`; needs the manage token or the expert's sign-in */
  ics: string;
}

class OwnLinksDto {
  calendar: CalendarLinksDto;
}

class BookingLinksDto implements BookingLinks {
  /** The client's page; the token is in its fragment */
  manage: string;
  calendar: CalendarLinksDto;
}

class BookedEventTypeDto {
  @ApiProperty({ example: ID_EXAMPLE })
  id: string;
  /** @example intro */
  slug: string;
  /** @example Intro call */
  title: string;
}

class BookedExpertDto {
  /** @example ada */
  handle: string;
  /** @example Ada Lovelace */
  name: string;
  /** @example Europe/London */
  timeZone: string;
}

class LocationDto implements EventLocation {
  @ApiProperty({ enum: LOCATION_KINDS })
  kind: EventLocation['kind'];
  value?: string;
}

class GroupSessionDto {
  seats: number;
  seatsTaken: number;
}

class AttendeeTimesDto {
  @ApiProperty({ format: 'date-time', example: '2027-01-04T10:00:00+01:00' })
  start: string;

  @ApiProperty({ format: 'date-time', example: '2027-01-04T10:30:00+01:00' })
  end: string;
}

export class BookingDto implements Booking {
  @ApiProperty({ example: UID_EXAMPLE })
  uid: string;

  @ApiProperty({ enum: BOOKING_STATUSES, example: 'confirmed' })
  status: BookingStatus;

  @ApiProperty({ format: 'date-time', example: '2027-01-04T09:00:00+00:00' })
  start: string;

  @ApiProperty({ format: 'date-time', example: '2027-01-04T09:30:00+00:00' })
  end: string;

  /** The same instants with the offset of the attendee's zone */
  attendeeTimes: AttendeeTimesDto;

  /** Minutes
   * @example 30 */
  duration: number;

  eventType: BookedEventTypeDto;
  expert: BookedExpertDto;
  attendee: AttendeeDto;

  /** Email addresses of those the client invited */
  @ApiProperty({ type: [String], example: ['alan@example.com'] })
  guests: string[];

  location: LocationDto;

  /** Null while pending and for places without a video link */
  @ApiProperty({ type: String, nullable: true, example: 'https://meet.jit.si/ExpertBook-4f9d…' })
  meetingUrl: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true })
  answers: Answers;

  notes: string;

  @ApiProperty({ type: String, nullable: true })
  cancelReason: string | null;

  @ApiProperty({ enum: ['client', 'expert'], nullable: true })
  cancelledBy: 'client' | 'expert' | null;

  /** Uid of the booking that took this one's place */
  @ApiProperty({ type: String, nullable: true })
  rescheduledTo: string | null;

  /** Uid of the booking this one took the place of */
  @ApiProperty({ type: String, nullable: true })
  rescheduledFrom: string | null;

  @ApiProperty({ type: GroupSessionDto, nullable: true, description: 'Null for one-to-one bookings' })
  session: GroupSessionDto | null;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  links: OwnLinksDto;
}

export class CreatedBookingDto extends BookingDto implements CreatedBooking {
  /** Opens the booking for the client; shown this once */
  manageToken: string;

  declare links: BookingLinksDto;
}

export class CancelDayDto implements CancelDayRequest {
  @LocalDateField({ description: 'In your zone' })
  date: string;

  @TextField({ max: 500, optional: true, example: 'I am ill.' })
  reason?: string;

  @FlagField({ optional: true, description: 'Also closes the date in every schedule (out of office)' })
  closeDay?: boolean;
}

export class CancelledDayDto implements CancelledDay {
  @ApiProperty({ type: [BookingDto] })
  cancelled: BookingDto[];
}

class BookingHistoryEntryDto implements BookingHistoryEntry {
  @ApiProperty({ format: 'date-time' })
  at: string;

  @ApiProperty({ enum: BOOKING_STATUSES })
  status: BookingStatus;

  @ApiProperty({ enum: ['client', 'expert', 'system'] })
  by: BookingHistoryEntry['by'];
}

export class BookingHistoryDto implements BookingHistory {
  @ApiProperty({ type: [BookingHistoryEntryDto] })
  items: BookingHistoryEntryDto[];
}

export class BookingsPageDto implements BookingsPage {
  items: BookingDto[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
