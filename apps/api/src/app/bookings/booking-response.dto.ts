import type {
  Answers,
  Booking,
  BookingEndReason,
  BookingHistory,
  BookingHistoryEntry,
  BookingLinks,
  BookingsPage,
  BookingStatus,
  CalendarLinks,
  CancelledDay,
  CreatedBooking,
  EventLocation,
  ProfileLook,
} from '@expertbook/contracts';
import { BOOKING_END_REASONS, BOOKING_STATUSES, LOCATION_KINDS, PROFILE_LOOKS } from '@expertbook/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { AttendeeDto, ID_EXAMPLE, UID_EXAMPLE } from './booking.dto';

class CalendarLinksDto implements CalendarLinks {
  google: string;
  outlook: string;
  office365: string;
  yahoo: string;
  /**
   * The `.ics` file; needs the manage token or the expert's sign-in. For the client's own view, the link works
   * without them for an hour
   */
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

export class BookedExpertDto {
  /** @example ada */
  handle: string;
  /** @example Ada Lovelace */
  name: string;
  /** @example Europe/London */
  timeZone: string;
  @ApiProperty({ type: String, nullable: true, example: '#2f6b4f' })
  brandColor: string | null;
  @ApiProperty({ enum: PROFILE_LOOKS })
  look: ProfileLook;
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

  @ApiPropertyOptional({ format: 'date-time', description: 'Only while pending' })
  respondBy?: string;
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

  /** Email addresses of the client's guests */
  @ApiProperty({ type: [String], example: ['alan@example.com'] })
  guests: string[];

  location: LocationDto;

  /** Null while pending and for locations without a video link */
  @ApiProperty({ type: String, nullable: true, example: 'https://meet.jit.si/ExpertBook-4f9d…' })
  meetingUrl: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true })
  answers: Answers;

  notes: string;

  @ApiProperty({ type: String, nullable: true })
  cancelReason: string | null;

  @ApiProperty({ enum: ['client', 'expert'], nullable: true })
  cancelledBy: 'client' | 'expert' | null;

  @ApiPropertyOptional({
    format: 'date-time',
    example: '2027-01-02T09:00:00+00:00',
    description:
      'Only while pending: until then the expert may respond; after it the request is declined and its time is free',
  })
  respondBy?: string;

  @ApiPropertyOptional({
    enum: BOOKING_END_REASONS,
    description: 'Only where it ended by itself: `no_response` = the deadline of the request passed',
  })
  endReason?: BookingEndReason;

  /** Uid of the booking that replaced this one */
  @ApiProperty({ type: String, nullable: true })
  rescheduledTo: string | null;

  /** Uid of the booking that this one replaced */
  @ApiProperty({ type: String, nullable: true })
  rescheduledFrom: string | null;

  @ApiProperty({ type: GroupSessionDto, nullable: true, description: 'Null for one-to-one bookings' })
  session: GroupSessionDto | null;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiPropertyOptional({
    format: 'date-time',
    description: 'Since when nothing personal is left of the client',
  })
  erasedAt?: string;

  links: OwnLinksDto;
}

export class CreatedBookingDto extends BookingDto implements CreatedBooking {
  /** Gives the client access to the booking; shown only in this response */
  manageToken: string;

  declare links: BookingLinksDto;
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
