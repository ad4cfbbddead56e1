import type {
  BookingLink,
  BookingLinkKind,
  CreateBookingLinkRequest,
  CreatedBookingLink,
} from '@expertbook/contracts';
import { BOOKING_LINK_KINDS, MAX_LINK_NOTE_LENGTH } from '@expertbook/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { ChoiceField, LineField, MayBeNull } from '../http/fields';
import { InstantField } from '../http/time-fields';

export class CreateBookingLinkDto implements CreateBookingLinkRequest {
  @ChoiceField(BOOKING_LINK_KINDS)
  kind: BookingLinkKind;

  @LineField({
    min: 0,
    max: MAX_LINK_NOTE_LENGTH,
    optional: true,
    example: 'For Grace',
    description: 'Whom it is for',
  })
  note?: string;

  @MayBeNull()
  @InstantField({ optional: true, description: 'In the future; null or left out: it does not expire' })
  expiresAt?: string | null;
}

/** The booking that used the link. */
export class LinkUserDto {
  @ApiProperty({ example: 'q9Zk1mX0TnB3rVw5yHs8' })
  uid: string;

  /** Name of the client */
  @ApiProperty({ example: 'Grace Hopper' })
  name: string;
}

export class BookingLinkDto implements BookingLink {
  @ApiProperty({ example: '66f0c1d2e3a4b5c6d7e8f905' })
  id: string;

  @ApiProperty({ enum: BOOKING_LINK_KINDS })
  kind: BookingLinkKind;

  note: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  expiresAt: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When a booking used it up',
  })
  usedAt: string | null;

  @ApiProperty({ type: LinkUserDto, nullable: true, description: 'The booking that used it up' })
  usedBy: LinkUserDto | null;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;
}

export class CreatedBookingLinkDto extends BookingLinkDto implements CreatedBookingLink {
  /** The address with its secret; shown this once */
  @ApiProperty({ format: 'uri', example: 'https://book.example.com/ada/intro-call#link=q9Zk1mX0…' })
  url: string;
}
